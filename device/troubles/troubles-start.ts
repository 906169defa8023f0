import type { ConfigCode } from '../config/trouble.ts';
import type { LedgerDamagedError, LedgerForeignError } from '../ledger/ledger-file.ts';
import type { LedgerInUseError } from '../ledger/ledger-lock.ts';
import type { STRAY_SALE } from '../ledger/sales.ts';
import type { LedgerNewerError } from '../ledger/schema-version.ts';
import type { SetAsideCode } from '../ledger/set-aside.ts';
import type { MarkCode } from '../ledger/standing.ts';
import type { TERMINAL_CLOCK } from '../ledger/terminal-clock.ts';
import type { LogKeyError } from '../merkle/signer.ts';
import type { LogDamageCode } from '../transparency/audit.ts';
import type { KEY_REPLACED } from '../transparency/open.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Why a link could not open or went down, as in `drivers/link/link.ts`; a test compares both. */
export type LinkCode = 'LNK-101' | 'LNK-102' | 'LNK-103' | 'LNK-104';

/** The terminal's transactions have no numbers. */
export const TERMINAL_UNCOUNTED = 'TRM-109';

type LedgerCode =
  | LedgerInUseError['code']
  | LedgerDamagedError['code']
  | LedgerForeignError['code']
  | SetAsideCode
  | MarkCode
  | typeof STRAY_SALE
  | typeof TERMINAL_CLOCK
  | typeof TERMINAL_UNCOUNTED
  /** From the command, before or after a failed start. */
  | 'LDG-105'
  | LedgerNewerError['code'];

/** Codes of cables, files and records; most of them prevent the start. */
export type StartCode = LinkCode | ConfigCode | LedgerCode | LogKeyError['code'] | LogDamageCode | typeof KEY_REPLACED;

export const START: Readonly<Record<StartCode, TechnicianText>> = {
  'LNK-101': {
    title: 'Nothing at this port or address',
    means: 'The path does not exist, or nothing listens at the address.',
    todo: [
      'Look at the plug; of a device on the network at its power, its network cable and its address.',
      'The device or its adapter was replaced: `sudo asan-kiosk provision --devices`.',
      'Compare the path or address in the profile with `asan-kiosk doctor`.',
    ],
  },
  'LNK-102': {
    title: 'Port may not be opened',
    means: 'The port is there, but the user of the service may not open it.',
    todo: [
      'Look who may open it (`ls -lL PORT`): the user of the service must be in its group, and the group must be allowed to write.',
      'Run `asan-kiosk doctor` as that user; it names the group or udev rule that is missing.',
    ],
  },
  'LNK-103': {
    title: 'Connection went down',
    means: 'The port or connection was open and failed.',
    todo: ['Now and then: nothing, it is opened again by itself.', 'Often: change the cable or the USB socket.'],
  },
  'LNK-104': {
    title: 'Another program has the port',
    means: 'The port is there and may be opened, but another program has it and keeps everybody else out.',
    todo: [
      '`sudo fuser -v PORT` names it: a kiosk that runs, a hand tool in another window, ModemManager.',
      'End it, then try again.',
    ],
  },
  'CFG-101': {
    title: 'File cannot be read',
    means: 'A profile or catalogue file is missing, or may not be read. The kiosk does not start (exit code 2).',
    todo: ['The message names the file: look at its name and its permissions.'],
  },
  'CFG-102': {
    title: 'File is not YAML',
    means:
      'A profile or catalogue file cannot be parsed, or is not written in UTF-8. The kiosk does not start (exit code 2).',
    todo: [
      'The message names the line; most often it is the indentation or a missing quote.',
      'It expected UTF-8: save the file anew in that encoding. `iconv -f WINDOWS-1251 -t UTF-8 FILE` shows whether it was the Cyrillic one of Windows; `-f LATIN1` the western one.',
    ],
  },
  'CFG-103': {
    title: 'Value is missing or wrong',
    means: 'A value in a profile or catalogue file is not what it must be. The kiosk does not start (exit code 2).',
    todo: ['The message names the file, the path in it, and what was expected there.'],
  },
  'CFG-104': {
    title: 'Value contradicts another one',
    means: 'Each value is well-formed, but two of them cannot both be. The kiosk does not start (exit code 2).',
    todo: ['The message names the place and what was expected there.'],
  },
  'CFG-105': {
    title: 'Credential cannot be read',
    means:
      'The profile has `credential:NAME` in the place of a secret, and there is none of that name for this user. The kiosk does not start (exit code 2).',
    todo: [
      'By hand: run the command as root. Only the unit of the kiosk and root read credentials.',
      'As root: `ls -l /etc/credstore /etc/credstore.encrypted` shows which there are, as `asan-kiosk.NAME`.',
      'It is gone: `sudo asan-kiosk doctor` names the command that brings it back (`asan-kiosk enrol`, `asan-kiosk provision`).',
      'It is there, encrypted, and was copied from another machine: only that machine can read it. Restore it from a backup, or make it anew (`asan-kiosk enrol`, `systemd-creds encrypt`).',
    ],
  },
  'LDG-101': {
    title: 'Ledger is open in another kiosk',
    means:
      'Another kiosk process writes to this ledger. Two would settle each other’s sales, so this one does not start.',
    todo: [
      'End the other one (`ps`, `systemctl status`).',
      'Or give this one a ledger of its own: `ledger.file` of the profile.',
    ],
  },
  'TLG-101': {
    title: 'Key of the transparency log is damaged',
    means:
      'The file with the private key beside the ledger (`….log-key`) cannot be read, or is not the key of this kiosk. The kiosk does not start: whatever it signed would not be believed.',
    todo: [
      'Put the file back from the copy that was made with the ledger.',
      'Without a copy: move the file away. The next start makes a new key; `asan-kiosk transparency key` shows both.',
      'Then make the page for citizens anew (`asan-kiosk transparency page`) and tell the witnesses.',
    ],
  },
  'LDG-102': {
    title: 'Ledger cannot be read, or is not the newest',
    means:
      'Either the database cannot read the file of the ledger: it was renamed to `ledger.db.damaged-1`, with its bytes as they were. Or the ledger is empty, older, or another one than its neighbours know (`ledger.db.mark`, the key of the transparency log): it was left as it is. The kiosk does not start: with such a ledger it would not know what is owed.',
    todo: [
      'First copy every file `ledger.db…` to another disk: `sudo cp /var/lib/asan-kiosk/ledger.db* FOLDER`.',
      'The message says that it is not the newest: somebody put a file back, or one was lost. Put the newest `ledger.db` back together with its `ledger.db-wal`, where there was one, and start again.',
      'The message says that it cannot be read: look at the disk (`journalctl -k`, `smartctl -a`), for the next file may go the same way. Then try `sqlite3 ledger.db.damaged-1 .recover` into a new `ledger.db`, on another computer: the kiosk has no `sqlite3`.',
      'There is no newer one: close the day at the terminal, and compare its journal with the back office by hand.',
      'Then decide. Stop the kiosk and run `asan-kiosk ledger adopt --by WHO`. The kiosk then goes on with the ledger that is there, or begins an empty one. The command lists the open applications of the ledger and leaves them to you. If it finds nothing to adopt, the ledger had no record: move `ledger.db.damaged-1` away. The next start begins an empty ledger.',
    ],
  },
  'LDG-103': {
    title: 'Record of the ledger was set aside',
    means:
      'At the start a record did not say what was written, could not follow the one before, or was missing, as after a copy of yesterday was adopted. What there is of it is kept, and the kiosk settles nothing of the application any more; everything else goes on.',
    todo: [
      'Run `asan-kiosk doctor`: it names the applications.',
      'Look each of them up at the back office, and the sale of its day in the journal of the terminal; settle what is owed by hand.',
      'Take each off the list with `asan-kiosk ledger settle`, the kiosk stopped; nothing is deleted.',
      'Look at the disk (`journalctl -k`, `smartctl -a`). Nobody but the kiosk may write into this file.',
    ],
  },
  'LDG-106': {
    title: 'What should be the ledger is none',
    means:
      'The profile names something that is not the ledger of a kiosk: a file of another kind, the database of another program, or a folder. Or the file has a second name, by which another kiosk could open it. Or a user other than root made a link to it. The file stays as it is.',
    todo: [
      'If the message says that the file has two names (hard links), `find / -xdev -samefile FILE` lists them. Stop every kiosk. Keep the name beside which the `.mark` lies, and remove the other one.',
      'If the message names a bind mount, `findmnt FILE` shows the real name. Stop every kiosk. Unmount the file, or name the real file in `ledger.file`.',
      'If the message names a symbolic link of another user, find out who made it. Delete the link, and run the command again.',
      'If the message says that a file is not beside the ledger, move that file to the folder of the ledger. Or name the ledger itself in `ledger.file`.',
      'Otherwise mend `ledger.file` of the profile. The ledger of a kiosk is a file of its own, in a folder of the kiosk.',
      'If the beginning of the ledger was overwritten and nothing is beside it, put the copy back with all files beside it.',
    ],
  },
  'LDG-107': {
    title: 'Ledger of a newer version',
    means:
      'A newer version of the program has written into this ledger. This one might not know an entry that is somebody’s money, so it neither starts nor can be installed over it. Nothing was written.',
    todo: [
      'Install the version that ran before, or a newer one: `dpkg -i asan-kiosk_VERSION_ARCH.deb`; `/var/log/dpkg.log` has which it was.',
      'The board was changed and this is its first installation: take the newest package, and nothing else has to be done.',
    ],
  },
  'TRM-107': {
    title: 'Terminal has a sale that no application knows',
    means:
      'When the kiosk started, the last transaction of the terminal was a sale or a payout that is not in the ledger. It was made by hand, or the disk lost what was written of it.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the sale; `asan-kiosk ledger show` has its receipt, trace and time.',
      'Made by hand at the terminal: `asan-kiosk ledger settle` as `paid`, with the kiosk stopped.',
      'By nobody of staff: it is a citizen who paid and has nothing. Look for the application of that time and amount in `kiosk.jsonl`, give the money back, then settle it as `returned`. The disk lies about what it wrote: change it.',
    ],
  },
  'TRM-108': {
    title: 'Clock of the terminal differs from the kiosk’s',
    means:
      'The newest card sale carries a time of the terminal that is further from the kiosk’s time than `devices.terminal.clockMinutes` of the profile allows. Sales go on. But if the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). The message has both times: either clock may be the wrong one.',
    todo: [
      'Compare both times with a watch: `date` shows the kiosk’s clock. If the kiosk is wrong, make its time server reachable: `asan-kiosk doctor` says how.',
      'The difference is a whole number of hours: the time zone of the terminal is wrong. Set it to Baku, UTC+4 without summer time, in the menu of the terminal, or have its provider do it.',
      'Any other difference: set date and time of the terminal, in its menu or with `asan-kiosk terminal set-clock`, the kiosk stopped.',
      'The terminal cannot be set: raise `devices.terminal.clockMinutes` to more than the difference, 180 at most. A larger value makes it easier to take another sale for the lost one.',
      'Sell once and give the money back, as `asan-kiosk accept --only payment` does. The first sale that fits ends this message.',
    ],
  },
  'TRM-109': {
    title: 'Terminal gives its sales no numbers',
    means:
      'The newest approved transaction of the terminal has neither a trace number nor a receipt number. If the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). No sale can be given back through the terminal. With `issueOfGoods` the kiosk hands over nothing, and the terminal gives the money back. Without it sales go on.',
    todo: [
      'Have the provider of the terminal switch on trace numbers (field 0B) or receipt numbers (field 87) in its status information.',
      'Stop the kiosk: `asan-kiosk terminal status` then shows both numbers of the last transaction. `unknown field` in the log names a field that hides them.',
      'Then sell once by hand at the terminal and give the money back there. The first sale with a number ends this message.',
      'If the terminal cannot give numbers, use another terminal. The acceptance test refuses this terminal.',
    ],
  },
  'LDG-104': {
    title: 'Ledger and its mark differ',
    means:
      'The file `ledger.db.mark` says what the newest record of the ledger is. `lost`: the last one or two records that the disk said it had are not there after a power cut. `missing` or `unreadable`: there was no mark to compare with, and it was made anew. `not-written`: the disk refuses it. The kiosk goes on.',
    todo: [
      '`missing`, once, at the first start after an update from an earlier version: nothing is to be done.',
      '`lost`: the disk says *written* too early. Run `asan-kiosk ledger reconcile` for the day, for a sale may be at the terminal of which the ledger knows nothing; then replace the disk.',
      '`unreadable` or `not-written`: look at the disk (`journalctl -k`, `smartctl -a`, `df`).',
    ],
  },
  'LDG-105': {
    title: 'File beside the ledger cannot be used',
    means:
      'A file that the kiosk writes beside its ledger, or the ledger itself, belongs to another user, or a folder is in its place. Most often root ran `asan-kiosk run` or `asan-kiosk ledger adopt` once. The kiosk does not start.',
    todo: [
      'The message names the file and whose it is, and the command that gives it back: `sudo chown USER FILE`. Nothing in the file is changed by that.',
      'Run `sudo -u USER asan-kiosk doctor --profile FILE` as the user of the kiosk: it looks at all of them.',
      'From then on run every command that writes as that user, with `sudo -u USER`.',
      'A folder in the place of a file: move it away, or mend `ledger.file` of the profile.',
    ],
  },
  'TLG-102': {
    title: 'Leaf of the transparency log was changed',
    means:
      'A leaf of the public log in the ledger is missing, is not what the kiosk signed, or has no record in the ledger. The kiosk goes on, because what is owed does not depend on the log. `transparency export` stops: the tiles would not match their checkpoint.',
    todo: [
      'Run `asan-kiosk doctor --profile FILE`. It hashes the newest leaves and names the first wrong one. `asan-kiosk transparency export` checks all leaves.',
      'Only the kiosk may write into `ledger.db`. Find out which program did, or look at the disk (`journalctl -k`, `smartctl -a`).',
      'If the leaf has no record, another program put a row into `log_leaf`. Stop the kiosk and copy all files whose names begin with `ledger.db`. Put back the newest copy from before, with all files beside it.',
      'Keep what was exported before: it is right. `asan-kiosk transparency verify --tiles` checks a receipt against it.',
      'If a copy of the ledger still has the leaf, stop the kiosk and put that row of `log_leaf` back.',
    ],
  },
  'TLG-103': {
    title: 'Key of the transparency log was replaced',
    means:
      'The file with the private key beside the ledger (`….log-key`) was gone at the start, so that the kiosk made a new one. What was signed before stays believed: the ledger remembers every key that the log had.',
    todo: [
      'Nobody meant to replace it: stop the kiosk, put the file back from the copy that was made with the ledger, and find out who took it.',
      'Otherwise make the page for citizens anew (`asan-kiosk transparency page`) and tell the witnesses: `asan-kiosk transparency key` shows both.',
    ],
  },
};
