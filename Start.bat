@echo off
rem Opens the app with a double click on Windows. The first time it makes the environment
rem in .venv; launcher\ has what it says. This file is plain ASCII with CRLF line ends.
setlocal EnableExtensions DisableDelayedExpansion
cd /d "%~dp0" || goto not_unpacked
if not exist "app.py" goto not_unpacked
chcp 65001 >nul

set "inside=.venv\Scripts\python.exe"
rem The stamp is pyproject.toml as it was when all it asks for had been installed.
set "stamp=.venv\pyproject.toml"
set "language=en"
set "locale="
for /f "tokens=3" %%a in ('reg query "HKCU\Control Panel\International" /v LocaleName 2^>nul') do set "locale=%%a"
if /i "%locale:~0,2%"=="pl" set "language=pl"
if /i "%locale:~0,2%"=="ru" set "language=ru"

"%inside%" -c "import pip" >nul 2>nul || goto make
fc /b "pyproject.toml" "%stamp%" >nul 2>nul && goto open
call :say update
goto install

:make
set "python="
call :try py -3
call :try python
call :try python3
if not defined python goto no_python
call :say first_time
if exist ".venv" rmdir /s /q ".venv"
%python% -m venv ".venv" || goto no_folder

:install
if exist "%stamp%" del /q "%stamp%"
"%inside%" -m pip install --disable-pip-version-check --no-input -e . || goto no_internet
copy /y "pyproject.toml" "%stamp%" >nul

:open
call :say opening
rem Not by the script in .venv\Scripts: that one stays behind when the folder is moved.
"%inside%" -c "import sys; from segmentation.cli import main; sys.exit(main())" %* || goto failed
exit /b 0

:try
if defined python exit /b 0
%* -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "python=%*"
exit /b 0

:say
echo.
type "launcher\%language%\%~1.txt"
echo.
exit /b 0

:not_unpacked
echo Please unpack the whole ZIP file first, then open Start.bat in the unpacked folder.
goto stop

:no_python
call :say no_python
goto stop

:no_folder
call :say no_folder
goto stop

:no_internet
call :say no_internet
goto stop

:failed
call :say failed

:stop
pause
exit /b 1
