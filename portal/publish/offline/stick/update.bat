@echo off
rem Brings the portal in this folder up to date: put the ZIP of the new edition here and double-click this file,
rem or drop the ZIP or the folder of the new edition onto it. "update.bat --verify" checks the portal.
rem All below stands in one block: cmd reads a batch file while it runs, and the update replaces this one.
rem No quotes around: those of a dropped file with blanks and "&" in its name must stay the outer ones.
set PORTAL_ARGUMENTS=%*
rem Before "!" has a meaning: it may stand in the name of a folder, and would be taken out of it.
set "PORTAL_HERE=%~dp0"
setlocal EnableExtensions EnableDelayedExpansion
(
chcp 65001 >nul
set PYTHONUTF8=1
py -3 -c "import sys; sys.exit(sys.version_info < (3, 8))" >nul 2>nul
if not errorlevel 1 (
  py -3 "!PORTAL_HERE!system\update.py" !PORTAL_ARGUMENTS!
) else (
  python -c "import sys; sys.exit(sys.version_info < (3, 8))" >nul 2>nul
  if not errorlevel 1 (
    python "!PORTAL_HERE!system\update.py" !PORTAL_ARGUMENTS!
  ) else (
    powershell -NoProfile -ExecutionPolicy Bypass -File "!PORTAL_HERE!system\update.ps1" !PORTAL_ARGUMENTS!
  )
)
set "STATUS=!errorlevel!"
if not defined PORTAL_NO_PAUSE pause
exit /b !STATUS!
)
