; The setup of Fonds for one user, without an administrator. package.py gives every ${NAME} that is not set here.
;
; Rules: only our own values of the registry and the files of our own list are ever changed or removed; a version is put in
; place by renaming whole folders, so that there is never half of one. Exit status of a silent run: 0 done, 1 cancelled,
; 2 broken off, 3 Fonds is running, 4 this Windows is too old, 5 the folder cannot be used, 6 another setup is running.

Target ${TARGET}
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor ${COMPRESSOR}
!ifdef DICTIONARY
  SetCompressorDictSize ${DICTIONARY} ; megabytes
!endif
SetDateSave on
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Sections.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!define CLASSES "Software\Classes"
!define TYPE "Fonds.Archive"
!define VERB "${CLASSES}\Directory\shell\Fonds.Import"
!define OURS "Software\Microsoft\Windows\CurrentVersion\Uninstall\Fonds"
!define LIST "_internal\installed-files.txt"
!define RUNNING 3
!define TOO_OLD 4
!define NO_FOLDER 5
!define TWICE 6
!define PATIENCE 15 ; seconds that a silent run waits for the program to be closed, unless /PATIENCE=… says otherwise
!define OLDEST_WINDOWS 17763 ; the oldest build of Windows 10 on which Qt runs

Name "Fonds"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Fonds"
InstallDirRegKey HKCU "${OURS}" "InstallLocation"

VIProductVersion "${FOUR_NUMBERS}"
VIFileVersion "${FOUR_NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "Fonds"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Fonds Setup"
VIAddVersionKey /LANG=0 "CompanyName" "The Fonds contributors"
VIAddVersionKey /LANG=0 "LegalCopyright" "${COPYRIGHT}"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

Var Fault ; why the folder cannot be used; empty when it can
Var Fresh ; where the new version is unpacked
Var Former ; where the former version is moved to

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_FINISHPAGE_RUN "$INSTDIR\fonds.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KeepsArchives)"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE OnFolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!include "${SOURCES}/texts.nsh"
!include "${PARTS}" ; EachPart: what lies in the program's folder, one by one

!macro RemoveValue KEY VALUE
  DeleteRegValue HKCU "${KEY}" "${VALUE}"
!macroend

!macro RemoveKey KEY ; only when nobody has put anything else into it
  DeleteRegKey /ifnosubkeys /ifnovalues HKCU "${KEY}"
!macroend

; ---- What setup and uninstaller share

!macro CountOpen FILE ; adds one to $1 when the program is there and cannot be opened for writing: it runs
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      IntOp $1 $1 + 1
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

!macro MoveOut PART
  ${If} ${FileExists} "$INSTDIR\${PART}"
    Rename "$INSTDIR\${PART}" "$Former\${PART}"
  ${EndIf}
!macroend

!macro MoveIn PART
  Rename "$Fresh\${PART}" "$INSTDIR\${PART}"
!macroend

!macro MoveBack PART ; the former one into its place again, and the new one out of it
  ${If} ${FileExists} "$Former\${PART}"
    ${If} ${FileExists} "$INSTDIR\${PART}"
      Rename "$INSTDIR\${PART}" "$Fresh\${PART}"
    ${EndIf}
    Rename "$Former\${PART}" "$INSTDIR\${PART}"
  ${EndIf}
!macroend

!macro Shared UN
  Function ${UN}WaitUntilClosed ; ends the run when nobody closes the program
    StrCpy $2 ${PATIENCE}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/PATIENCE=" $1
    ${IfNot} ${Errors}
      StrCpy $2 $1
    ${EndIf}
    IntOp $2 $2 * 2
    again:
    StrCpy $1 0
    !insertmacro CountOpen "fonds.exe"
    !insertmacro CountOpen "fonds-cli.exe"
    !insertmacro CountOpen "_internal\PySide6\QtWebEngineProcess.exe"
    ClearErrors
    ${If} $1 = 0
      Return
    ${EndIf}
    ${If} ${Silent}
      IntOp $2 $2 - 1
      ${If} $2 > 0
        Sleep 500
        Goto again
      ${EndIf}
    ${Else}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" IDRETRY again
    ${EndIf}
    Call ${UN}GiveUp
    SetErrorLevel ${RUNNING}
    Abort "$(IsRunning)"
  FunctionEnd

  Function ${UN}NameFormer ; a folder beside the program that is not there yet
    StrCpy $0 ""
    StrCpy $Former "$INSTDIR\_fonds-old"
    ${DoWhile} ${FileExists} $Former
      IntOp $0 $0 + 1
      StrCpy $Former "$INSTDIR\_fonds-old$0"
    ${Loop}
    CreateDirectory $Former
  FunctionEnd

  Function ${UN}RemoveFormer ; what the former version's own list names; anything else stays
    Rename "$Former\${LIST}" "$Former\list.txt"
    ClearErrors
    FileOpen $0 "$Former\list.txt" r
    ${IfNot} ${Errors}
      ${Do}
        FileReadUTF16LE $0 $1
        ${If} ${Errors}
          ${ExitDo}
        ${EndIf}
        StrCpy $1 $1 -2 ; every line ends with CR and LF
        StrCpy $2 $1 1
        ${If} $2 != ";"
        ${AndIf} $2 != ""
          StrCpy $2 $1 1 -1
          ${If} $2 == "\"
            StrCpy $1 $1 -1
            RMDir "$Former\$1"
          ${Else}
            Delete "$Former\$1"
          ${EndIf}
          ClearErrors ; one that somebody has removed before us, or a folder with something in it
        ${EndIf}
      ${Loop}
      FileClose $0
      Delete "$Former\list.txt"
    ${EndIf}
    RMDir "$Former"
    ClearErrors
  FunctionEnd
!macroend

Function GiveUp ; nothing of the new version stays
  SetOutPath $TEMP
  ${If} $Fresh != ""
    RMDir /r $Fresh
  ${EndIf}
  RMDir $INSTDIR ; only when it is empty
FunctionEnd

Function un.GiveUp
FunctionEnd

!insertmacro Shared ""
!insertmacro Shared "un."

; ---- The parts one can choose. Each is made and removed by values of its own, and nothing beside them is touched.

!macro AddStartMenu
  CreateShortcut "$SMPROGRAMS\Fonds.lnk" "$INSTDIR\fonds.exe" "" "$INSTDIR\fonds.exe" 0 SW_SHOWNORMAL "" "$(WhatItIs)"
!macroend

!macro RemoveStartMenu
  Delete "$SMPROGRAMS\Fonds.lnk"
!macroend

!macro AddDesktop
  CreateShortcut "$DESKTOP\Fonds.lnk" "$INSTDIR\fonds.exe" "" "$INSTDIR\fonds.exe" 0 SW_SHOWNORMAL "" "$(WhatItIs)"
!macroend

!macro RemoveDesktop
  Delete "$DESKTOP\Fonds.lnk"
!macroend

!macro AddFileType
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(ArchiveFile)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" '"$INSTDIR\fonds.exe",0'
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\fonds.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.fonds\OpenWithProgids" "${TYPE}" ""
  ReadRegStr $0 HKCU "${CLASSES}\.fonds" ""
  ${If} $0 == "" ; what somebody has chosen before us stays chosen
    WriteRegStr HKCU "${CLASSES}\.fonds" "" "${TYPE}"
  ${EndIf}
!macroend

!macro RemoveFileType
  !insertmacro RemoveValue "${CLASSES}\${TYPE}\shell\open\command" ""
  !insertmacro RemoveKey "${CLASSES}\${TYPE}\shell\open\command"
  !insertmacro RemoveKey "${CLASSES}\${TYPE}\shell\open"
  !insertmacro RemoveKey "${CLASSES}\${TYPE}\shell"
  !insertmacro RemoveValue "${CLASSES}\${TYPE}\DefaultIcon" ""
  !insertmacro RemoveKey "${CLASSES}\${TYPE}\DefaultIcon"
  !insertmacro RemoveValue "${CLASSES}\${TYPE}" ""
  !insertmacro RemoveKey "${CLASSES}\${TYPE}"
  !insertmacro RemoveValue "${CLASSES}\.fonds\OpenWithProgids" "${TYPE}"
  !insertmacro RemoveKey "${CLASSES}\.fonds\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\.fonds" ""
  ${If} $0 == "${TYPE}"
    !insertmacro RemoveValue "${CLASSES}\.fonds" ""
  ${EndIf}
  !insertmacro RemoveKey "${CLASSES}\.fonds"
!macroend

!macro AddImportVerb
  WriteRegStr HKCU "${VERB}" "" "$(ImportInto)"
  WriteRegStr HKCU "${VERB}" "Icon" '"$INSTDIR\fonds.exe",0'
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\fonds.exe" "--import=%1"'
!macroend

!macro RemoveImportVerb
  !insertmacro RemoveValue "${VERB}\command" ""
  !insertmacro RemoveKey "${VERB}\command"
  !insertmacro RemoveValue "${VERB}" "Icon"
  !insertmacro RemoveValue "${VERB}" ""
  !insertmacro RemoveKey "${VERB}"
!macroend

!macro TellExplorer ; file types have changed (SHCNE_ASSOCCHANGED)
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; ---- Setup

Section "$(PartProgram)" SecProgram
  SectionIn RO
  Call CheckFolder
  ${If} $Fault != ""
    MessageBox MB_OK|MB_ICONSTOP "$Fault" /SD IDOK
    SetErrorLevel ${NO_FOLDER}
    Abort "$Fault"
  ${EndIf}
  Call WaitUntilClosed
  StrCpy $Fresh "$INSTDIR\_fonds-new"
  RMDir /r $Fresh ; of a setup that was ended by force
  !include "${FILES}"
  SetOutPath "$PROFILE" ; a folder that somebody stands in cannot be renamed; shortcuts begin here, too
  Call WaitUntilClosed
  Call PutInPlace
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${OURS}" "DisplayName" "Fonds"
  WriteRegStr HKCU "${OURS}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${OURS}" "DisplayIcon" '"$INSTDIR\fonds.exe",0'
  WriteRegStr HKCU "${OURS}" "Publisher" "The Fonds contributors"
  WriteRegStr HKCU "${OURS}" "Comments" "$(WhatItIs)"
  WriteRegStr HKCU "${OURS}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${OURS}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${OURS}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${OURS}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${OURS}" "NoModify" 1
  WriteRegDWORD HKCU "${OURS}" "NoRepair" 1
SectionEnd

Section "$(PartStartMenu)" SecStartMenu
SectionEnd

Section /o "$(PartDesktop)" SecDesktop
SectionEnd

Section "$(PartFileType)" SecFileType
SectionEnd

Section /o "$(PartImportVerb)" SecImportVerb
SectionEnd

!macro Settle PART ; makes a chosen part; takes away one that was chosen before and is not now
  ${If} ${SectionIsSelected} ${Sec${PART}}
    !insertmacro Add${PART}
    WriteRegDWORD HKCU "${OURS}" "${PART}" 1
  ${Else}
    ReadRegDWORD $1 HKCU "${OURS}" "${PART}"
    ${If} $1 = 1
      !insertmacro Remove${PART}
    ${EndIf}
    WriteRegDWORD HKCU "${OURS}" "${PART}" 0
  ${EndIf}
!macroend

Section "-parts"
  !insertmacro Settle StartMenu
  !insertmacro Settle Desktop
  !insertmacro Settle FileType
  !insertmacro Settle ImportVerb
  !insertmacro TellExplorer
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecStartMenu} "$(AboutStartMenu)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecDesktop} "$(AboutDesktop)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecFileType} "$(AboutFileType)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecImportVerb} "$(AboutImportVerb)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

!macro Restore PART OPTION ; what was chosen the last time, unless the command line says otherwise: /DESKTOP=1
  ClearErrors
  ReadRegDWORD $1 HKCU "${OURS}" "${PART}"
  ${IfNot} ${Errors}
    !insertmacro ChooseBy $1 ${PART}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/${OPTION}=" $1
  ${IfNot} ${Errors}
    !insertmacro ChooseBy $1 ${PART}
  ${EndIf}
  ClearErrors
!macroend

!macro ChooseBy VALUE PART
  ${If} ${VALUE} = 1
    !insertmacro SelectSection ${Sec${PART}}
  ${Else}
    !insertmacro UnselectSection ${Sec${PART}}
  ${EndIf}
!macroend

Function .onInit
  StrCpy $Fresh ""
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_WINDOWS}
    MessageBox MB_OK|MB_ICONSTOP "$(IsTooOld)" /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Quit
  ${EndIf}
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "FondsSetup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183 ; it exists already
    MessageBox MB_OK|MB_ICONSTOP "$(IsTwice)" /SD IDOK
    SetErrorLevel ${TWICE}
    Quit
  ${EndIf}
  ReadRegStr $1 HKCU "${OURS}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} $1 "${VERSION}" $2
    ${If} $2 = 1
      MessageBox MB_OKCANCEL|MB_ICONQUESTION "$(IsOlder)" /SD IDOK IDOK older
      Quit
      older:
    ${EndIf}
  ${EndIf}
  ${GetParameters} $0
  !insertmacro Restore StartMenu STARTMENU
  !insertmacro Restore Desktop DESKTOP
  !insertmacro Restore FileType FILETYPE
  !insertmacro Restore ImportVerb IMPORTVERB
FunctionEnd

Function .onInstFailed
  Call GiveUp
FunctionEnd

!macro RefuseForeign PART ; a part of another program of the same name must not be moved away
  ${If} ${FileExists} "$INSTDIR\${PART}"
    StrCpy $Fault "$(IsForeign)"
  ${EndIf}
!macroend

Function CheckFolder
  StrCpy $Fault ""
  StrLen $0 "$INSTDIR\_fonds-new\"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 259
    StrCpy $Fault "$(IsTooLong)"
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\${LIST}"
    !insertmacro EachPart RefuseForeign
  ${EndIf}
  ${If} $Fault != ""
    Return
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR\_fonds-new"
  ${If} ${Errors}
    StrCpy $Fault "$(IsClosed)"
  ${EndIf}
  RMDir "$INSTDIR\_fonds-new"
  RMDir "$INSTDIR" ; when it was made for this only
  ClearErrors
FunctionEnd

Function OnFolderChosen
  Call CheckFolder
  ${If} $Fault != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Fault"
    Abort
  ${EndIf}
FunctionEnd

Function PutInPlace ; the new version for the former one, or the former one as it was
  Call NameFormer
  ClearErrors
  !insertmacro EachPart MoveOut
  ${IfNot} ${Errors}
    !insertmacro EachPart MoveIn
  ${EndIf}
  ${If} ${Errors}
    !insertmacro EachPart MoveBack
    RMDir "$Former"
    Call GiveUp
    MessageBox MB_OK|MB_ICONSTOP "$(IsInUse)" /SD IDOK
    SetErrorLevel ${RUNNING}
    Abort "$(IsInUse)"
  ${EndIf}
  RMDir $Fresh
  StrCpy $Fresh ""
  Call RemoveFormer
FunctionEnd

; ---- Uninstaller

Function un.onInit
  StrCpy $Fresh "$INSTDIR\_fonds-new"
FunctionEnd

Section "Uninstall"
  SetOutPath $TEMP
  Call un.WaitUntilClosed
  Call un.NameFormer
  ClearErrors
  !insertmacro EachPart MoveOut
  ${If} ${Errors}
    !insertmacro EachPart MoveBack
    RMDir "$Former"
    MessageBox MB_OK|MB_ICONSTOP "$(IsInUse)" /SD IDOK
    SetErrorLevel ${RUNNING}
    Abort "$(IsInUse)"
  ${EndIf}
  Call un.RemoveFormer
  !insertmacro EachPart MoveBack ; a folder in which somebody has put something of theirs
  RMDir "$Former"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"

  !insertmacro RemoveStartMenu
  ReadRegDWORD $1 HKCU "${OURS}" "Desktop"
  ${If} $1 = 1
    !insertmacro RemoveDesktop
  ${EndIf}
  !insertmacro RemoveFileType
  !insertmacro RemoveImportVerb
  !insertmacro TellExplorer
  !insertmacro RemoveValue "${OURS}" "DisplayName"
  !insertmacro RemoveValue "${OURS}" "DisplayVersion"
  !insertmacro RemoveValue "${OURS}" "DisplayIcon"
  !insertmacro RemoveValue "${OURS}" "Publisher"
  !insertmacro RemoveValue "${OURS}" "Comments"
  !insertmacro RemoveValue "${OURS}" "InstallLocation"
  !insertmacro RemoveValue "${OURS}" "UninstallString"
  !insertmacro RemoveValue "${OURS}" "QuietUninstallString"
  !insertmacro RemoveValue "${OURS}" "EstimatedSize"
  !insertmacro RemoveValue "${OURS}" "NoModify"
  !insertmacro RemoveValue "${OURS}" "NoRepair"
  !insertmacro RemoveValue "${OURS}" "StartMenu"
  !insertmacro RemoveValue "${OURS}" "Desktop"
  !insertmacro RemoveValue "${OURS}" "FileType"
  !insertmacro RemoveValue "${OURS}" "ImportVerb"
  !insertmacro RemoveKey "${OURS}"

  ; Archives are never removed, also not the sample, which may have been worked in.
  ${If} ${FileExists} "$LOCALAPPDATA\Fonds\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(AskSettings)" /SD IDNO IDNO done
    Delete "$LOCALAPPDATA\Fonds\settings.json"
    RMDir /r "$LOCALAPPDATA\Fonds\Logs"
    RMDir /r "$LOCALAPPDATA\Fonds\Cache"
    RMDir "$LOCALAPPDATA\Fonds"
    done:
  ${EndIf}
SectionEnd
