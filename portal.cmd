@echo off
rem Double click: asks in Kyrgyz or Russian what to do. README.md, "Windows".
rem Only ASCII stands here: cmd counts its place in a batch file by bytes and loses it where letters have several.
rem No block in brackets: a bracket in the name of a folder would end it. No delayed expansion: it would eat "!".
rem "if errorlevel 1" misses what crashed or was stopped: such codes are below zero.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
pushd "%~dp0"
if not "%errorlevel%"=="0" goto unpack
if not exist "requirements\editing.txt" goto unpack
set "PY=.venv\Scripts\python.exe"
set "CLEAR="
if not exist "%PY%" goto python
"%PY%" "scripts\windows\ready.py" >nul 2>nul
if "%errorlevel%"=="0" goto menu
if "%errorlevel%"=="3" goto packages
rem Without pip it was stopped half-way and is completed; what does not even start is made anew.
if not "%errorlevel%"=="4" set "CLEAR=--clear"

:python
set "BASE="
for %%B in ("py -3.14" "py -3.13" "py -3.12" "py -3.11" "py" "python") do call :try %%~B
if not defined BASE goto nopython
if not exist ".venv" mkdir ".venv" 2>nul
if not exist ".venv" goto readonly
type "scripts\windows\installing.txt"
cmd /d /c %BASE% -m venv %CLEAR% ".venv"
if not "%errorlevel%"=="0" goto failed

:packages
"%PY%" -m pip install --require-hashes -r "requirements\editing.txt"
if not "%errorlevel%"=="0" goto failed
"%PY%" -m pip install --no-build-isolation --no-deps -e .
if not "%errorlevel%"=="0" goto failed
copy /y "requirements\editing.txt" ".venv\installed.txt" >nul

:menu
"%PY%" -m portal menu %*
if not "%errorlevel%"=="0" pause
goto end

rem Remembers the first Python that the portal and its packages run on; by a cmd of its own, because some are batch
rem files and a batch file that starts another without "call" ends with it.
:try
if defined BASE exit /b 0
cmd /d /c %* "scripts\windows\suits.py" >nul 2>nul
if "%errorlevel%"=="64" set "BASE=%*"
exit /b 0

:nopython
type "scripts\windows\no-python.txt"
pause
goto end

:readonly
type "scripts\windows\read-only.txt"
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
