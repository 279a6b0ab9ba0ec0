@echo off
rem Double click: asks in Kyrgyz or Russian what to do. README.md, "Windows".
rem Only ASCII stands here: cmd counts its place in a batch file by bytes and loses it where letters have several.
rem No block in brackets: a bracket in the name of a folder would end it. No delayed expansion: it would eat "!".
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
pushd "%~dp0"
if errorlevel 1 goto unpack
if not exist "requirements\editing.txt" goto unpack
set "PY=%~dp0.venv\Scripts\python.exe"
if not exist "%PY%" goto python
"%PY%" -m portal --help >nul 2>nul
if errorlevel 1 goto packages
goto menu

:python
set "BASE="
for %%V in (3.13 3.12 3.11) do py -%%V -c "" >nul 2>nul && set "BASE=py -%%V"
if defined BASE goto venv
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 goto nopython
set "BASE=python"

:venv
type "scripts\windows\installing.txt"
%BASE% -m venv ".venv"
if errorlevel 1 goto failed

:packages
"%PY%" -m pip install --disable-pip-version-check --require-hashes -r "requirements\editing.txt"
if errorlevel 1 goto failed
"%PY%" -m pip install --disable-pip-version-check --no-build-isolation --no-deps -e .
if errorlevel 1 goto failed

:menu
"%PY%" -m portal menu %*
if errorlevel 1 pause
goto end

:nopython
type "scripts\windows\no-python.txt"
pause
goto end

:failed
type "scripts\windows\failed.txt"
pause
goto end

:unpack
echo Arhivdi achyp, portal.cmd faylyn papkadan ishtetiniz.
echo Raspakuyte arhiv i zapustite portal.cmd iz papki.
pause

:end
popd
endlocal
