# Brings the portal on a stick up to date from the folder or the zip of a newer edition, on Windows without Python.
# It does what update.py does, step by step, with the same names of files and the same messages:
#
#   update.ps1 [FOLDER-OR-ZIP] [--to STICK] [--verify] [--force] [--lang ky|ru|en]
#
# Windows PowerShell 3 or newer with .NET 4.5 (Windows 8 and later have both).

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.IO.Compression
# File.Replace does not work on every stick; this is what Python's os.replace calls. 1: replace, 8: write through.
# The second says in what portions a medium gives its room.
Add-Type -Namespace Portal -Name Native -MemberDefinition @'
[DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
public static extern bool MoveFileEx(string from, string to, int flags);
[DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
public static extern bool GetDiskFreeSpace(string root, out uint sectors, out uint size, out uint free, out uint all);
'@

$HashesFile = 'hashes.sha256'
$EditionFile = 'edition.json'
$MarkerFile = 'UPDATE-NOT-FINISHED.txt'
$JournalFile = 'update-journal.txt'
$TempFile = 'update-temp.part'
$LockFile = 'update-lock.part'
$MessagesFile = 'messages.json'
# In Kyrgyz and Russian "open" and "guide".
$StartFile = [regex]::Unescape('\u0410\u0427\u0423\u0423-\u041e\u0422\u041a\u0420\u042b\u0422\u042c.html')
$GuideFile = [regex]::Unescape('\u041d\u0423\u0421\u041a\u0410\u041c\u0410-\u0418\u041d\u0421\u0422\u0420\u0423\u041a\u0426\u0418\u042f.txt')
$TopFiles = @($StartFile, $GuideFile, 'update.bat')
$OwnFolders = @('portal/', 'system/')
# How a journal begins: the time of the new edition and the hash of its list. The time alone is believed anywhere.
$JournalHead = '^# ([0-9]{1,18}) [0-9a-f]{64}$'
$JournalTime = '^# ([0-9]{1,18})( |$)'
# What older editions had at the top: an update takes it away.
$OlderFiles = '^(start\.html|README-[a-z]{2,3}\.txt|update/.+)\z'
$ShownFiles = [ordered]@{
    'portal/assets/edition-data.js' = 'system/unfinished.js'
    'portal/assets/edition.css' = 'system/unfinished.css'
}
$KnownFormat = 1
$LongestPath = 180
$MostFiles = 500000
$MostBytes = 8589934592
$MostText = 67108864
$MostPassport = 65536
$MostRatio = 200

$Utf8 = New-Object System.Text.UTF8Encoding($false, $true)

function Refuse([string] $Code, [hashtable] $Values = @{}) {
    $problem = New-Object System.InvalidOperationException($Code)
    $problem.Data['refused'] = $Code
    foreach ($key in $Values.Keys) { $problem.Data[$key] = [string] $Values[$key] }
    throw $problem
}

# --- Paths and lists ---

function Test-Safe([string] $Path) {
    if (-not $Path -or $Path.Length -gt $LongestPath -or $Path -match '[\x00-\x1f\x7f<>:"\\|?*]') { return $false }
    foreach ($part in $Path.Split('/')) {
        if (-not $part -or $part -match '[. ]$' -or $part.StartsWith(' ')) { return $false }
        if ($part -match '^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)') { return $false }
    }
    return $true
}

function Test-Ours([string] $Path) {
    if (-not (Test-Safe $Path)) { return $false }
    if ($TopFiles -ccontains $Path -or $Path -cmatch $OlderFiles) { return $true }
    foreach ($folder in $OwnFolders) { if ($Path.StartsWith($folder, [StringComparison]::Ordinal)) { return $true } }
    return $false
}

# How large a text may be that is read at once.
function Get-MostOf([string] $Path) {
    if ($Path -ceq $EditionFile) { return $MostPassport }
    return $MostText
}

function New-Map { return , (New-Object 'System.Collections.Generic.Dictionary[string,string]' ([StringComparer]::Ordinal)) }
function New-Set { return , (New-Object 'System.Collections.Generic.HashSet[string]' ([StringComparer]::Ordinal)) }
function New-FoldedSet {
    return , (New-Object 'System.Collections.Generic.HashSet[string]' ([StringComparer]::OrdinalIgnoreCase))
}

function Get-Lines([string] $Text) { return , @($Text -split "`r?`n" | Where-Object { $_ -ne '' }) }

# Strict for a new edition; for a stick, whose list may be damaged, lines that say nothing sure are passed over.
function Read-Hashes([string] $Text, [bool] $Strict) {
    $found = New-Map
    $folded = New-FoldedSet
    foreach ($line in (Get-Lines $Text)) {
        $match = [regex]::Match($line, '^([0-9a-f]{64}) [ *](.+)$')
        if (-not $match.Success) {
            if ($Strict) { Refuse 'list-broken' @{ line = $line.Substring(0, [Math]::Min(100, $line.Length)) } }
            continue
        }
        $digest = $match.Groups[1].Value
        $path = $match.Groups[2].Value
        if (-not (Test-Ours $path) -or -not $folded.Add($path)) {
            if ($Strict) { Refuse 'path-refused' @{ path = $path } }
            continue
        }
        $found[$path] = $digest
    }
    if ($Strict -and ($found.Count -eq 0 -or $found.Count -gt $MostFiles)) {
        Refuse 'list-broken' @{ line = $found.Count }
    }
    return , $found
}

function Get-StreamDigest([System.IO.Stream] $Stream) {
    $sha = [System.Security.Cryptography.SHA256]::Create()
    try { return [BitConverter]::ToString($sha.ComputeHash($Stream)).Replace('-', '').ToLowerInvariant() }
    finally { $sha.Dispose() }
}

function Get-TextDigest([string] $Text) {
    $stream = New-Object System.IO.MemoryStream(, $Utf8.GetBytes($Text))
    try { return Get-StreamDigest $stream } finally { $stream.Dispose() }
}

function Read-Passport([string] $Text) {
    try {
        $data = $Text | ConvertFrom-Json
        $found = @{
            day = [string] $data.day; time = [long] $data.time; revision = [string] $data.revision
            subset = [string] $data.subset; format = [int] $data.format
        }
    } catch { Refuse 'edition-broken' }
    if ($found.format -ne $KnownFormat) { Refuse 'format-unknown' }
    return $found
}

# --- Where the new edition comes from: a folder, or a zip of which nothing is trusted before it is checked ---

function Open-Edition([string] $Place) {
    if ([System.IO.Directory]::Exists($Place)) { return @{ root = $Place; entries = $null; stream = $null } }
    if (-not [System.IO.File]::Exists($Place)) { Refuse 'source-missing' @{ path = $Place } }
    $name = [System.IO.Path]::GetFileName($Place)
    $stream = [System.IO.File]::OpenRead($Place)
    try {
        try { $zip = New-Object System.IO.Compression.ZipArchive($stream, [System.IO.Compression.ZipArchiveMode]::Read) }
        catch {
            # Its table of contents stands at the end: what begins like a zip and has none was not copied whole.
            $stream.Position = 0
            $head = New-Object byte[] 4
            $count = $stream.Read($head, 0, 4)
            if ($count -eq 4 -and [BitConverter]::ToString($head) -ceq '50-4B-03-04') { Refuse 'zip-cut' @{ path = $name } }
            Refuse 'zip-broken' @{ path = $name }
        }
        $files = @($zip.Entries | Where-Object { -not $_.FullName.EndsWith('/') })
        $bytes = [long] 0
        $tops = New-Set
        foreach ($entry in $files) {
            $bytes += $entry.Length
            [void] $tops.Add($entry.FullName.Split('/')[0])
        }
        if ($files.Count -gt $MostFiles -or $bytes -gt $MostBytes) { Refuse 'zip-bomb' @{ path = $name } }
        $inner = ''
        if (-not $tops.Contains($EditionFile) -and $tops.Count -eq 1) { $inner = @($tops)[0] + '/' }
        $inside = @($files | Where-Object { $_.FullName -match '\.zip\z' })
        $editions = @($files | Where-Object { $_.FullName.EndsWith($EditionFile, [StringComparison]::Ordinal) })
        if ($inside.Count -and -not $editions.Count) { Refuse 'zip-nested' @{ path = $inside[0].Name } }
        $entries = New-Object 'System.Collections.Generic.Dictionary[string,object]' ([StringComparer]::Ordinal)
        foreach ($entry in $files) {
            $path = $entry.FullName.Substring($inner.Length)
            if (-not (Test-Safe $path) -or $entries.ContainsKey($path)) { Refuse 'path-refused' @{ path = $entry.FullName } }
            if ($entry.Length -gt [Math]::Max(1048576, $entry.CompressedLength * $MostRatio)) {
                Refuse 'zip-bomb' @{ path = $entry.FullName }
            }
            $entries[$path] = $entry
        }
    } catch {
        $stream.Dispose()
        throw
    }
    return @{ root = $Place; entries = $entries; stream = $stream }
}

function Close-Edition($Source) { if ($null -ne $Source.stream) { $Source.stream.Dispose() } }

# -1 where there is no such file.
function Get-SourceSize($Source, [string] $Path) {
    if ($null -ne $Source.entries) {
        if ($Source.entries.ContainsKey($Path)) { return [long] $Source.entries[$Path].Length }
        return [long] -1
    }
    $place = Get-Place $Source.root $Path
    if ([System.IO.File]::Exists($place)) { return [long] (New-Object System.IO.FileInfo($place)).Length }
    return [long] -1
}

function Open-SourceFile($Source, [string] $Path) {
    if ($null -ne $Source.entries) { return $Source.entries[$Path].Open() }
    return [System.IO.File]::OpenRead((Get-Place $Source.root $Path))
}

# Never more than the size that the zip names: what it unpacks to could be endless.
function Copy-SourceFile($Source, [string] $Path, [System.IO.Stream] $Target) {
    $left = Get-SourceSize $Source $Path
    $buffer = New-Object byte[] 262144
    $stream = Open-SourceFile $Source $Path
    try {
        while (($count = $stream.Read($buffer, 0, $buffer.Length)) -gt 0) {
            $left -= $count
            if ($left -lt 0) { Refuse 'zip-bomb' @{ path = $Path } }
            $Target.Write($buffer, 0, $count)
        }
    } finally { $stream.Dispose() }
}

function Get-SourceText($Source, [string] $Path) {
    $size = Get-SourceSize $Source $Path
    if ($size -lt 0 -or $size -gt (Get-MostOf $Path)) { return $null }
    $memory = New-Object System.IO.MemoryStream
    try {
        Copy-SourceFile $Source $Path $memory
        return $Utf8.GetString($memory.ToArray())
    } catch [System.Text.DecoderFallbackException] { return $null } finally { $memory.Dispose() }
}

function Get-SourceDigest($Source, [string] $Path) {
    if ((Get-SourceSize $Source $Path) -lt 0) { return '' }
    $sha = [System.Security.Cryptography.SHA256]::Create()
    $sink = New-Object System.Security.Cryptography.CryptoStream([System.IO.Stream]::Null, $sha, 'Write')
    try {
        Copy-SourceFile $Source $Path $sink
        $sink.FlushFinalBlock()
        return [BitConverter]::ToString($sha.Hash).Replace('-', '').ToLowerInvariant()
    } catch [System.IO.InvalidDataException] { return '' } finally {
        $sink.Dispose()
        $sha.Dispose()
    }
}

function Read-Edition($Source) {
    if ((Get-SourceSize $Source $MarkerFile) -ge 0 -or (Get-SourceSize $Source $JournalFile) -ge 0) { Refuse 'source-unfinished' }
    $passportText = Get-SourceText $Source $EditionFile
    $hashesText = Get-SourceText $Source $HashesFile
    if ($null -eq $passportText -or $null -eq $hashesText) { Refuse 'source-none' }
    $passport = Read-Passport $passportText
    $hashes = Read-Hashes $hashesText $true
    if ((Get-TextDigest $hashesText) -cne $passport.revision) { Refuse 'source-broken' @{ path = $HashesFile } }
    foreach ($path in (@($ShownFiles.Keys) + @($ShownFiles.Values))) {
        if (-not $hashes.ContainsKey($path)) { Refuse 'source-broken' @{ path = $path } }
    }
    foreach ($path in $hashes.Keys) {
        if ((Get-SourceDigest $Source $path) -cne $hashes[$path]) { Refuse 'source-broken' @{ path = $path } }
    }
    return @{
        source = $Source; passport = $passport; passportText = $passportText; hashes = $hashes; hashesText = $hashesText
    }
}

# --- The stick ---

# Files that a cloud keeps have the same attribute as links; only PowerShell 5 tells them apart.
function Test-Link([string] $Place) {
    $kind = (Get-Item -LiteralPath $Place -Force).PSObject.Properties['LinkType']
    return ($null -eq $kind -or @('SymbolicLink', 'Junction') -contains $kind.Value)
}

# The place of a file below a folder. Junctions and links are refused: they could lead out of it.
function Get-Place([string] $Root, [string] $Path) {
    $place = $Root
    foreach ($part in $Path.Split('/')) {
        $place = [System.IO.Path]::Combine($place, $part)
        if ([System.IO.File]::Exists($place) -or [System.IO.Directory]::Exists($place)) {
            $attributes = [System.IO.File]::GetAttributes($place)
            if (($attributes -band [System.IO.FileAttributes]::ReparsePoint) -and (Test-Link $place)) {
                Refuse 'link-refused' @{ path = $Path }
            }
        }
    }
    return $place
}

function Test-Something([string] $Path) {
    $place = Get-Place $script:Stick $Path
    return ([System.IO.File]::Exists($place) -or [System.IO.Directory]::Exists($place))
}

function Test-StickFile([string] $Path) { return [System.IO.File]::Exists((Get-Place $script:Stick $Path)) }

function Get-StickSize([string] $Path) {
    $place = Get-Place $script:Stick $Path
    if ([System.IO.File]::Exists($place)) { return [long] (New-Object System.IO.FileInfo($place)).Length }
    return [long] 0
}

function Get-StickDigest([string] $Path) {
    $place = Get-Place $script:Stick $Path
    if (-not [System.IO.File]::Exists($place)) { return '' }
    try {
        $stream = [System.IO.File]::OpenRead($place)
        try { return Get-StreamDigest $stream } finally { $stream.Dispose() }
    } catch [System.IO.IOException] { return '' }
}

function Get-StickText([string] $Path) {
    $place = Get-Place $script:Stick $Path
    if (-not [System.IO.File]::Exists($place) -or (Get-StickSize $Path) -gt (Get-MostOf $Path)) { return $null }
    try { return $Utf8.GetString([System.IO.File]::ReadAllBytes($place)) }
    catch [System.Text.DecoderFallbackException] { return $null }
}

# Changes

# Windows says no while somebody looks at the file, and to read-only files.
function Invoke-Patiently([scriptblock] $Action, [string] $Place) {
    for ($attempt = 0; ; $attempt++) {
        try {
            & $Action
            return
        } catch [System.IO.IOException], [System.UnauthorizedAccessException] {
            if ($attempt -ge 4) { throw }
            if ([System.IO.File]::Exists($Place)) { [System.IO.File]::SetAttributes($Place, 'Normal') }
            Start-Sleep -Milliseconds 200
        }
    }
}

function New-Folders([string] $Path) {
    $parts = $Path.Split('/')
    for ($depth = 1; $depth -lt $parts.Length; $depth++) {
        $folder = Get-Place $script:Stick ($parts[0..($depth - 1)] -join '/')
        if (-not [System.IO.Directory]::Exists($folder)) { [void] [System.IO.Directory]::CreateDirectory($folder) }
    }
}

# Written to one temporary file, down to the medium, checked, and moved to its place at one stroke.
function Set-StickFile([string] $Path, [string] $Digest, [scriptblock] $Write) {
    New-Folders $Path
    $draft = Get-Place $script:Stick $TempFile
    $file = New-Object System.IO.FileStream($draft, [System.IO.FileMode]::Create, [System.IO.FileAccess]::Write)
    try {
        & $Write $file
        $file.Flush($true)
    } finally { $file.Dispose() }
    if ((Get-StickDigest $TempFile) -cne $Digest) { Refuse 'source-broken' @{ path = $Path } }
    $place = Get-Place $script:Stick $Path
    $move = {
        if (-not [Portal.Native]::MoveFileEx($draft, $place, 9)) {
            $code = [System.Runtime.InteropServices.Marshal]::GetLastWin32Error()
            throw (New-Object System.IO.IOException((New-Object System.ComponentModel.Win32Exception($code)).Message))
        }
    }
    Invoke-Patiently $move $place
}

function Copy-ToStick($Source, [string] $From, [string] $Path, [string] $Digest) {
    Set-StickFile $Path $Digest { param($file) Copy-SourceFile $Source $From $file }
}

function Write-StickText([string] $Path, [string] $Text) {
    $data = $Utf8.GetBytes($Text)
    Set-StickFile $Path (Get-TextDigest $Text) { param($file) $file.Write($data, 0, $data.Length) }
}

function Remove-StickFile([string] $Path) {
    $place = Get-Place $script:Stick $Path
    Invoke-Patiently { [System.IO.File]::Delete($place) } $place
}

# Folders of files that are gone, the deepest first; what anybody else put there keeps them.
function Remove-EmptyFolders($Gone) {
    $folders = New-Set
    foreach ($path in $Gone) {
        $parts = $path.Split('/')
        for ($depth = 1; $depth -lt $parts.Length; $depth++) { [void] $folders.Add($parts[0..($depth - 1)] -join '/') }
    }
    foreach ($folder in @($folders | Sort-Object { - $_.Split('/').Length })) {
        $place = Get-Place $script:Stick $folder
        if ([System.IO.Directory]::Exists($place) -and [System.IO.Directory]::GetFileSystemEntries($place).Length -eq 0) {
            [System.IO.Directory]::Delete($place)
        }
    }
}

function Read-State {
    $passport = $null
    $text = Get-StickText $EditionFile
    if ($null -ne $text) {
        try { $passport = Read-Passport $text }
        catch { if ($_.Exception.Data['refused'] -cne 'edition-broken') { throw } }
    }
    $owned = New-Set
    $listed = [string] (Get-StickText $HashesFile)
    $newest = [long] 0
    if ($null -ne $passport) { $newest = $passport.time }
    $journal = Get-StickText $JournalFile
    # A journal names all that the portal brought; the list beside it may be the wrong one that is being mended.
    $begun = ([string] $journal).Split("`n")[0].TrimEnd("`r") -cmatch $JournalHead
    if (-not $begun) { foreach ($path in (Read-Hashes $listed $false).Keys) { [void] $owned.Add($path) } }
    foreach ($line in (Get-Lines ([string] $journal))) {
        $stamp = [regex]::Match($line, $JournalTime)
        if ($stamp.Success) { $newest = [Math]::Max($newest, [long] $stamp.Groups[1].Value) }
        elseif (Test-Ours $line) { [void] $owned.Add($line) }
    }
    return @{
        passport = $passport; owned = $owned; time = $newest
        unfinished = ($null -ne $journal -or (Test-Something $MarkerFile))
        # Whether its list is the one that its passport names, or a journal that begins as one says the same: not after
        # a first copy that was broken off.
        sure = ($begun -or ($null -ne $passport -and (Get-TextDigest $listed) -ceq $passport.revision))
    }
}

function Get-Faults {
    $found = @(@($MarkerFile, $JournalFile) | Where-Object { Test-Something $_ })
    try {
        $passport = Read-Passport ([string] (Get-StickText $EditionFile))
        $text = [string] (Get-StickText $HashesFile)
        $hashes = Read-Hashes $text $true
    } catch {
        if ($null -eq $_.Exception.Data['refused']) { throw }
        return @($found + $EditionFile + $HashesFile)
    }
    if ((Get-TextDigest $text) -cne $passport.revision) { $found += $HashesFile }
    foreach ($path in $hashes.Keys) { if ((Get-StickDigest $path) -cne $hashes[$path]) { $found += $path } }
    return $found
}

# --- The update ---

# In what portions the medium gives its room.
function Get-Cluster {
    $sectors = [uint32] 0
    $size = [uint32] 0
    $rest = [uint32] 0
    $root = [System.IO.Path]::GetPathRoot($script:Stick)
    if ([Portal.Native]::GetDiskFreeSpace($root, [ref] $sectors, [ref] $size, [ref] $rest, [ref] $rest)) {
        return [Math]::Max([long] 512, [long] $sectors * [long] $size)
    }
    return [long] 65536
}

function Get-Room([long] $Size, [long] $Cluster) { return [long] ([Math]::Ceiling($Size / $Cluster) * $Cluster) }

# Hold the stick for this update. Windows lets go of the file when the program ends, however it ends.
function Lock-Stick {
    $place = Get-Place $script:Stick $LockFile
    try {
        return New-Object System.IO.FileStream($place, [System.IO.FileMode]::OpenOrCreate,
            [System.IO.FileAccess]::ReadWrite, [System.IO.FileShare]::None)
    } catch {
        # 32: somebody else has it open.
        if (($_.Exception.GetBaseException().HResult -band 0xFFFF) -eq 32) { Refuse 'running' }
        throw
    }
}

# 5, 19: no right to write, or write-protected; 112: full.
function Get-DiskCode($Problem) {
    $number = $Problem.GetBaseException().HResult -band 0xFFFF
    if ($number -eq 5 -or $number -eq 19) { return 'read-only' }
    if ($number -eq 112) { return 'full' }
    return 'disk-error'
}

function New-Plan($State, $New, [bool] $Force) {
    if ($New.passport.time -lt $State.time -and -not $Force) {
        $old = '?'
        if ($null -ne $State.passport) { $old = $State.passport.day }
        Refuse 'older' @{ new = $New.passport.day; old = $old }
    }
    if ($null -ne $State.passport -and $State.passport.subset -cne $New.passport.subset -and -not $Force) {
        Refuse 'other-subset' @{ new = $New.passport.subset; old = $State.passport.subset }
    }
    # A wrong list may name a reader's own files: by that alone nothing is taken away but what it describes exactly.
    $listed = Read-Hashes ([string] (Get-StickText $HashesFile)) $false
    $remove = @()
    foreach ($path in $State.owned) {
        if ($New.hashes.ContainsKey($path) -or -not (Test-StickFile $path)) { continue }
        $exact = $listed.ContainsKey($path) -and (Get-StickDigest $path) -ceq $listed[$path]
        if ($State.sure -or $exact) { $remove += $path }
    }
    # Where names differ in case only, Windows sees one file: it goes first and is written anew.
    $renamed = New-FoldedSet
    foreach ($path in $remove) { [void] $renamed.Add($path) }
    $write = @()
    $strangers = @()
    $need = [long] 0
    $largest = [long] 0
    $bytes = [long] 0
    $same = 0
    $cluster = Get-Cluster
    foreach ($path in $New.hashes.Keys) {
        if (-not $renamed.Contains($path) -and (Get-StickDigest $path) -ceq $New.hashes[$path]) {
            $same++
            continue
        }
        $owned = $State.owned.Contains($path) -and (Test-StickFile $path)
        if ((Test-Something $path) -and -not $owned -and -not $renamed.Contains($path)) { $strangers += $path }
        $size = Get-SourceSize $New.source $path
        $need += (Get-Room $size $cluster) - (Get-Room (Get-StickSize $path) $cluster)
        $largest = [Math]::Max($largest, (Get-Room $size $cluster))
        $bytes += $size
        $write += $path
    }
    # With a list that is missing or wrong nobody knows what the portal brought: see make_plan() in update.py.
    $signs = @(@($EditionFile, $HashesFile) + @($ShownFiles.Keys) | Where-Object { Test-Something $_ })
    if (-not $State.sure -and ($Force -or $same -gt 0 -or $signs.Count)) {
        $strangers = @($strangers | Where-Object { -not (Test-StickFile $_) })
    }
    if ($strangers.Count) { Refuse 'strangers' @{ paths = ($strangers | Select-Object -First 10) -join ', ' } }
    $folders = New-Set
    foreach ($path in $write) {
        $parts = $path.Split('/')
        for ($depth = 1; $depth -lt $parts.Length; $depth++) { [void] $folders.Add($parts[0..($depth - 1)] -join '/') }
    }
    $need += $cluster * @($folders | Where-Object { -not (Test-Something $_) }).Count
    foreach ($name in @($TempFile, $MarkerFile, $JournalFile, $HashesFile, $EditionFile)) {
        if ((Test-Something $name) -and -not (Test-StickFile $name)) { Refuse 'strangers' @{ paths = $name } }
    }
    if ($write.Count) {
        # A folder of the network without a letter has no drive to ask; the disk says itself when it is full.
        try { $free = (New-Object System.IO.DriveInfo([System.IO.Path]::GetPathRoot($script:Stick))).AvailableFreeSpace }
        catch [System.ArgumentException] { $free = [long]::MaxValue }
        if ($free -lt $need + $largest + 1048576) {
            Refuse 'no-space' @{ mb = [Math]::Floor(($need + $largest) / 1048576) + 1 }
        }
    }
    $current = -not $State.unfinished -and (Get-StickText $EditionFile) -ceq $New.passportText -and
        (Get-StickText $HashesFile) -ceq $New.hashesText
    return @{
        writes = $write; removals = $remove; bytes = $bytes
        idle = ($current -and $write.Count -eq 0 -and $remove.Count -eq 0)
    }
}

# The order in which the stick looks whole only when it is: see apply() in update.py.
function Invoke-Plan($State, $New, $Plan, [string] $MarkerText) {
    $owned = New-Object 'System.Collections.Generic.SortedSet[string]' ([StringComparer]::Ordinal)
    # Of a wrong list only what it describes exactly: what a journal names, the next run takes away.
    $before = @($Plan.removals)
    if ($State.sure) { $before = @($State.owned) }
    foreach ($path in $before) { [void] $owned.Add($path) }
    foreach ($path in $New.hashes.Keys) { [void] $owned.Add($path) }
    $head = '# ' + $New.passport.time + ' ' + $New.passport.revision
    # step: journal
    Write-StickText $JournalFile ((@($head) + @($owned)) -join "`n")
    # step: marker
    Write-StickText $MarkerFile $MarkerText
    # step: unfinished
    foreach ($path in $ShownFiles.Keys) {
        $unfinished = $ShownFiles[$path]
        Copy-ToStick $New.source $unfinished $path $New.hashes[$unfinished]
    }
    # step: remove
    foreach ($path in $Plan.removals) { Remove-StickFile $path }
    Remove-EmptyFolders @($State.owned | Where-Object { -not $New.hashes.ContainsKey($_) })
    # step: write
    $number = 0
    $shownShare = -1
    foreach ($path in $Plan.writes) {
        if (-not $ShownFiles.Contains($path)) { Copy-ToStick $New.source $path $path $New.hashes[$path] }
        $number++
        $share = [Math]::Floor($number * 20 / $Plan.writes.Count)
        if ($share -ne $shownShare) {
            $shownShare = $share
            Say 'progress' @{ number = $number; count = $Plan.writes.Count }
        }
    }
    # step: shown
    foreach ($path in $ShownFiles.Keys) { Copy-ToStick $New.source $path $path $New.hashes[$path] }
    # step: hashes
    Write-StickText $HashesFile $New.hashesText
    # step: edition
    Write-StickText $EditionFile $New.passportText
    # step: check
    $broken = @((Get-Faults) | Where-Object { $_ -cne $MarkerFile -and $_ -cne $JournalFile })
    if ($broken.Count) { Refuse 'after-broken' @{ paths = ($broken | Select-Object -First 10) -join ', ' } }
    # step: end
    if (Test-Something $TempFile) { Remove-StickFile $TempFile }
    Remove-StickFile $JournalFile
    Remove-StickFile $MarkerFile
}

# --- The command ---

# Without a backslash at the end, but for a whole drive: "E:" alone would mean its present folder.
function Get-FullPath([string] $Path) {
    $found = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path).TrimEnd('\')
    if ($found.EndsWith(':')) { $found += '\' }
    return $found
}

function Get-MessageLang {
    foreach ($name in @($env:PORTAL_LANG, (Get-UICulture).TwoLetterISOLanguageName)) {
        if ($name -and @('ky', 'ru', 'en') -contains $name) { return $name.ToLowerInvariant() }
    }
    return 'ru'
}

function Get-Message([string] $Lang, [string] $Code) {
    if ($null -ne $script:Texts -and $script:Texts.PSObject.Properties[$Lang]) {
        $found = $script:Texts.$Lang.PSObject.Properties[$Code]
        if ($null -ne $found) { return [string] $found.Value }
    }
    return $Code
}

function Say([string] $Code, $Values = @{}) {
    $text = Get-Message $script:Lang $Code
    foreach ($key in @($Values.Keys)) { $text = $text.Replace('{' + $key + '}', [string] $Values[$key]) }
    Write-Host $text
}

# The newest edition that lies on the stick or beside its folder.
function Find-Newest {
    $found = $null
    $newest = [long] -1
    $parent = [System.IO.Path]::GetDirectoryName($script:Stick)
    foreach ($folder in @($script:Stick, $parent | Where-Object { $_ } | Select-Object -Unique)) {
        foreach ($item in @(Get-ChildItem -LiteralPath $folder -Filter 'portal-*' -ErrorAction SilentlyContinue)) {
            if ($item.FullName -eq $script:Stick) { continue }
            if (-not $item.PSIsContainer -and $item.Extension -ne '.zip') { continue }
            try {
                $source = Open-Edition $item.FullName
                try { $passport = Read-Passport ([string] (Get-SourceText $source $EditionFile)) } finally { Close-Edition $source }
            } catch { continue }
            if ($passport.time -gt $newest) {
                $newest = $passport.time
                $found = $item.FullName
            }
        }
    }
    return $found
}

$here = [System.IO.Path]::GetDirectoryName($MyInvocation.MyCommand.Path)
$own = Get-FullPath ([System.IO.Path]::GetDirectoryName($here))
$script:Stick = $own
$script:Texts = $null
$script:Lang = Get-MessageLang
$place = ''
$verify = $false
$force = $false
try {
    $path = [System.IO.Path]::Combine($here, $MessagesFile)
    $script:Texts = [System.IO.File]::ReadAllText($path, $Utf8) | ConvertFrom-Json
} catch { $script:Texts = $null }
for ($index = 0; $index -lt $args.Count; $index++) {
    $word = [string] $args[$index]
    if ($word -ceq '--verify') { $verify = $true }
    elseif ($word -ceq '--force') { $force = $true }
    elseif ($word -ceq '--lang' -and $index + 1 -lt $args.Count) { $script:Lang = [string] $args[++$index] }
    elseif ($word -ceq '--to' -and $index + 1 -lt $args.Count) { $script:Stick = Get-FullPath ([string] $args[++$index]) }
    elseif ($word.StartsWith('-') -or $place) {
        Write-Host 'update.ps1 [FOLDER-OR-ZIP] [--to STICK] [--verify] [--force] [--lang ky|ru|en]'
        exit 2
    } else { $place = Get-FullPath $word }
}
$source = $null
$lock = $null
try {
    if (-not [System.IO.Directory]::Exists($script:Stick)) { Refuse 'stick-missing' @{ path = $script:Stick } }
    if ($verify) {
        $broken = @(Get-Faults)
        if ($broken.Count) {
            $code = 'broken'
            if ($broken -ccontains $MarkerFile -or $broken -ccontains $JournalFile) { $code = 'unfinished' }
            Say $code @{ paths = ($broken | Select-Object -First 10) -join ', ' }
            exit 1
        }
        Say 'whole' @{ day = (Read-Passport (Get-StickText $EditionFile)).day }
        exit 0
    }
    if (-not $place) {
        if ($own -ne $script:Stick) { $place = $own } else { $place = Find-Newest }
    }
    if (-not $place) { Refuse 'nothing-found' @{ path = $script:Stick } }
    if ($place -eq $script:Stick) { Refuse 'same-place' }
    Say 'checking' @{ path = [System.IO.Path]::GetFileName($place) }
    $source = Open-Edition $place
    $lock = Lock-Stick
    $new = Read-Edition $source
    $state = Read-State
    $plan = New-Plan $state $new $force
    if ($plan.idle) { Say 'up-to-date' }
    else {
        $markerText = [string] [char] 0xFEFF + (Get-Message 'ky' 'marker') + "`r`n`r`n" + (Get-Message 'ru' 'marker') + "`r`n"
        Invoke-Plan $state $new $plan $markerText
        $mb = ($plan.bytes / 1048576).ToString('0.0', [System.Globalization.CultureInfo]::InvariantCulture)
        Say 'done' @{ written = $plan.writes.Count; removed = $plan.removals.Count; mb = $mb }
    }
    exit 0
} catch {
    $problem = $_.Exception
    if ($null -ne $problem.Data['refused']) { Say $problem.Data['refused'] $problem.Data }
    else { Say (Get-DiskCode $problem) @{ detail = $problem.Message } }
    exit 1
} finally {
    if ($null -ne $source) { Close-Edition $source }
    if ($null -ne $lock) {
        $lock.Dispose()
        try { [System.IO.File]::Delete((Get-Place $script:Stick $LockFile)) } catch { $lock = $null }
    }
}
