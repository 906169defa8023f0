import type { ConfigCode } from '../config/trouble.ts';
import type { LedgerDamagedError, LedgerForeignError } from '../ledger/ledger-file.ts';
import type { LedgerInUseError } from '../ledger/ledger-lock.ts';
import type { STRAY_SALE_CODE } from '../ledger/sales.ts';
import type { LedgerNewerError } from '../ledger/schema-version.ts';
import type { SetAsideCode } from '../ledger/set-aside.ts';
import type { MarkCode } from '../ledger/standing.ts';
import type { TERMINAL_CLOCK_CODE } from '../ledger/terminal-clock.ts';
import type { LogKeyError } from '../merkle/signer.ts';
import type { LogDamageCode } from '../transparency/audit.ts';
import type { KEY_REPLACED_CODE } from '../transparency/open.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of `drivers/link/link.ts`; a test compares both lists. */
export type LinkCode = 'LNK-101' | 'LNK-102' | 'LNK-103' | 'LNK-104';

export const TERMINAL_UNCOUNTED_CODE = 'TRM-109';

type LedgerCode =
  | LedgerInUseError['code']
  | LedgerDamagedError['code']
  | LedgerForeignError['code']
  | SetAsideCode
  | MarkCode
  | typeof STRAY_SALE_CODE
  | typeof TERMINAL_CLOCK_CODE
  | typeof TERMINAL_UNCOUNTED_CODE
  /** Only `asan-kiosk ledger` reports this code. */
  | 'LDG-105'
  | LedgerNewerError['code'];

/** Codes of a start; most prevent it. */
export type StartCode =
  | LinkCode
  | ConfigCode
  | LedgerCode
  | LogKeyError['code']
  | LogDamageCode
  | typeof KEY_REPLACED_CODE;

export const START_TEXTS: Readonly<Record<StartCode, TechnicianText>> = {
  'LNK-101': {
    title: 'Nothing at this port or address',
    means:
      'The path does not exist, or nothing answers at the address. Or no USB device fits the profile, or several fit. Or the service there has no such reader or printer.',
    todo: [
      'Look at the plug. For a device on the network look at its power, its network cable and its address.',
      'If the device or its adapter was replaced, run `sudo asan-kiosk provision --devices`.',
      'Compare the path or address in the profile with `asan-kiosk doctor`.',
    ],
  },
  'LNK-102': {
    title: 'Port or connection is refused',
    means:
      'The port is there, but the user of the service may not open it. Or the firewall or the PC/SC service refuses this user. Or the document printer wants a password or `ipps://`, or its certificate is not accepted.',
    todo: [
      'Look at the rights of the port (`ls -lL PORT`). The user of the service must be in its group, and the group must be allowed to write.',
      'Run `asan-kiosk doctor` as that user; it names the missing group or udev rule, or what the document printer wants.',
    ],
  },
  'LNK-103': {
    title: 'Connection was lost',
    means: 'The port or connection failed, while it was open or when the kiosk opened it.',
    todo: [
      'If it is rare, do nothing: the kiosk opens it again.',
      'If it is frequent, change the cable or the USB socket.',
    ],
  },
  'LNK-104': {
    title: 'Another program has the port',
    means: 'The port exists and may be opened, but another program uses it exclusively.',
    todo: [
      'Run `sudo fuser -v PORT`: it names the program, such as a running kiosk, a hand tool in another window, or ModemManager.',
      'End it, then try again.',
    ],
  },
  'CFG-101': {
    title: 'File cannot be read',
    means:
      'A profile or catalogue file is missing, is a folder or larger than 4 MiB, or this user may not read it. Or the catalogue has no service. The kiosk does not start (exit code 2).',
    todo: ['Look at the name and the permissions of the file in the message.'],
  },
  'CFG-102': {
    title: 'File is not YAML',
    means: 'A profile or catalogue file cannot be parsed, or is not in UTF-8. The kiosk does not start (exit code 2).',
    todo: [
      'Look at the line in the message. Most often the indentation is wrong or a quote is missing.',
      'If the message expects it, save the file in UTF-8. `iconv -f WINDOWS-1251 -t UTF-8 FILE` shows whether it was the Cyrillic encoding of Windows; `-f LATIN1` the western one.',
    ],
  },
  'CFG-103': {
    title: 'Value is missing or wrong',
    means: 'A value in a profile or catalogue file is wrong. The kiosk does not start (exit code 2).',
    todo: ['Correct the value. The message names the file, the path in it, and the expected value.'],
  },
  'CFG-104': {
    title: 'Value contradicts another one',
    means: 'Each value is well-formed, but two of them contradict each other. The kiosk does not start (exit code 2).',
    todo: ['Correct one of them. The message names the place and the expected value.'],
  },
  'CFG-105': {
    title: 'Credential cannot be read',
    means:
      'The profile has `credential:NAME` in place of a secret, and there is no such credential for this user. The kiosk does not start (exit code 2).',
    todo: [
      'If you run it by hand, run the command as root. Only the unit of the kiosk and root read credentials.',
      'Run `ls -l /etc/credstore /etc/credstore.encrypted` as root: it lists the credentials, as `asan-kiosk.NAME`.',
      'If it is missing, run `sudo asan-kiosk doctor`: it names the command that creates it again (`asan-kiosk enrol`, `asan-kiosk provision`).',
      'If it is encrypted and was copied from another machine, restore it from a backup or create it again (`asan-kiosk enrol`, `systemd-creds encrypt`). Only that machine can read it.',
    ],
  },
  'LDG-101': {
    title: 'Ledger is open in another kiosk',
    means:
      'Another process has this ledger open for writing: a kiosk, or a command such as `ledger settle`. Two kiosks would settle each other’s sales, so this one does not start.',
    todo: [
      'End the other process (`ps`, `systemctl status`).',
      'Give this kiosk its own ledger otherwise: `ledger.file` of the profile.',
    ],
  },
  'TLG-101': {
    title: 'Key of the transparency log is damaged',
    means:
      'The file with the private key beside the ledger (`….log-key`) cannot be read, or is not the key of this kiosk. The kiosk does not start, because its signatures would not be believed.',
    todo: [
      'Put the file back from the copy that was made with the ledger.',
      'If there is no copy, move the file away. The next start makes a new key; `asan-kiosk transparency key` shows both.',
      'Make the page for citizens again then (`asan-kiosk transparency page`), and tell the witnesses.',
    ],
  },
  'LDG-102': {
    title: 'Ledger cannot be read, or is not the newest',
    means:
      'Either the database cannot read the file of the ledger. Then the file was renamed to `ledger.db.damaged-1`, with unchanged bytes. Or the ledger is empty, older, or different from what the files beside it say (`ledger.db.mark`, the key of the transparency log). Then it was left as it is. The kiosk does not start: with such a ledger it would not know what is owed.',
    todo: [
      'Copy every file `ledger.db…` to another disk first: `sudo sh -c "cp /var/lib/asan-kiosk/ledger.db* FOLDER"`.',
      'If the message says that the ledger is not the newest, put the newest `ledger.db` back, with its `ledger.db-wal` if there was one. Then start again. A file was put back or lost.',
      'If the message says that it cannot be read (`journalctl -k`, `smartctl -a`), look at the disk: the next file may fail too. Then try `sqlite3 ledger.db.damaged-1 .recover` into a new `ledger.db`, on another computer: the kiosk has no `sqlite3`.',
      'If there is no newer ledger, give back at the terminal what must go back: a closed day takes no reversal. Then close the day, and compare its journal with the back office by hand.',
      'Decide then. Stop the kiosk and run `sudo -u asan-kiosk asan-kiosk ledger adopt --by INITIALS`. The kiosk then goes on with the present ledger, or begins an empty one. The command lists the open applications of the ledger and leaves them to you. If it finds nothing to adopt, the ledger had no record: move `ledger.db.damaged-1` away. The next start begins an empty ledger.',
    ],
  },
  'LDG-103': {
    title: 'Record of the ledger was set aside',
    means:
      'At the start, a record was changed, could not follow the one before, or was missing, as after adopting a copy of yesterday. The kiosk keeps the rest of it and no longer settles this application. Everything else goes on.',
    todo: [
      'Run `asan-kiosk doctor`: it names the applications.',
      "Look each application up at the back office, and its sale in the terminal's journal of that day. Settle by hand what is owed.",
      'Take each application off the list with `sudo -u asan-kiosk asan-kiosk ledger settle`, with the kiosk stopped; nothing is deleted.',
      'Look at the disk (`journalctl -k`, `smartctl -a`). Only the kiosk may write into this file.',
    ],
  },
  'LDG-106': {
    title: 'File is not a ledger',
    means:
      'The profile names something that is not the ledger of a kiosk: another kind of file, the database of another program, or a folder. Or the file has a second name, under which another kiosk could open it. Or a user other than root made a link to it. The file stays as it is.',
    todo: [
      'If the message says that the file has two names (hard links), run `find / -xdev -samefile FILE`: it lists them. Stop every kiosk. Keep the name with the `.mark` beside it, and remove the other name.',
      'If the message names a bind mount, run `findmnt FILE`: it shows the real name. Stop every kiosk. Unmount the file, or name the real file in `ledger.file`.',
      'If the message names a link of another user, find out who made the symbolic link. Delete the link, and run the command again.',
      'If the message says that it is not beside the ledger, move the file to the folder of the ledger. Or name the ledger itself in `ledger.file`.',
      'Correct `ledger.file` of the profile otherwise. The ledger of a kiosk is a file of its own, in a folder of the kiosk.',
      'If the beginning of the ledger was overwritten and nothing is beside it, put the copy back with all files beside it.',
    ],
  },
  'LDG-107': {
    title: 'Ledger of a newer version',
    means:
      'A newer version of the program has written into this ledger. This version might not know an entry about a citizen’s money. So it does not start and cannot be installed over it. Nothing was written.',
    todo: [
      'Install the version that ran before, or a newer one: `dpkg -i asan-kiosk_VERSION_ARCH.deb`. `/var/log/dpkg.log` has its number.',
      'If the board was changed and this is its first installation, use the newest package. Nothing else is necessary.',
    ],
  },
  'TRM-107': {
    title: 'Terminal has a sale without an application',
    means:
      'At the start of the kiosk, the last transaction of the terminal was a sale or a payout that is not in the ledger. It was made by hand, or the disk lost what was written about it.',
    todo: [
      'Run `asan-kiosk ledger open`: it lists the sale. `asan-kiosk ledger show` has its receipt, trace and time.',
      'If staff made it by hand at the terminal, run `sudo -u asan-kiosk asan-kiosk ledger settle` as `paid`, with the kiosk stopped.',
      'If no staff made it, look for the application of that time and amount in `kiosk.jsonl`: a citizen paid and got nothing. Give the money back, then settle it as `returned`. Replace the disk: it loses writes that it has confirmed.',
    ],
  },
  'TRM-108': {
    title: 'Clock of the terminal differs from the kiosk’s',
    means:
      "The terminal's time on the newest card sale differs from the kiosk’s time by more than `devices.terminal.clockMinutes` of the profile. Sales go on. But if the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). The message has both times: either clock may be wrong.",
    todo: [
      'Compare both times with a watch: `date` shows the kiosk’s clock. If the kiosk is wrong, make its time server reachable: `asan-kiosk doctor` says how.',
      'If the difference is a whole number of hours, set the time zone of the terminal to Baku: UTC+4 without summer time. Use the menu of the terminal, or ask its provider.',
      'Set date and time of the terminal for any other difference, in its menu or with `asan-kiosk terminal set-clock`, with the kiosk stopped.',
      'If the terminal cannot be set, raise `devices.terminal.clockMinutes` above the difference, to 180 at most. A larger value makes it easier to confuse another sale with the lost one.',
      'Sell once and give the money back, as `asan-kiosk accept --only payment` does. The first sale that fits ends this message.',
    ],
  },
  'TRM-109': {
    title: 'Terminal does not number its sales',
    means:
      'The newest approved transaction of the terminal has neither a trace number nor a receipt number. If the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). No sale can be given back through the terminal. With `issueOfGoods` the kiosk hands over nothing, and the terminal gives the money back. Without it sales go on.',
    todo: [
      'Ask the provider of the terminal to switch on trace numbers (field 0B) or receipt numbers (field 87) in its status information.',
      'Stop the kiosk: `asan-kiosk terminal status` then shows both numbers of the last transaction. `unknown field` in the log names a field that hides them.',
      'Sell once by hand at the terminal then, and give the money back there. The first sale with a number ends this message.',
      'If this one cannot give numbers, use another terminal. The acceptance test refuses this terminal.',
    ],
  },
  'LDG-104': {
    title: 'Ledger and its mark differ',
    means:
      'The file `ledger.db.mark` names the newest record of the ledger. `lost`: after a power cut, one or two records are missing that the disk had confirmed. `missing` or `unreadable`: there was no mark to compare with, and the kiosk wrote a new one. `not-written`: the disk refuses the mark. The kiosk goes on.',
    todo: [
      'If it is `missing` once, at the first start after an update from an earlier version, do nothing.',
      'If it is `lost`, run `asan-kiosk ledger reconcile` for the day. The disk confirms writes too early, and the terminal may have a sale that the ledger lacks. Then replace the disk.',
      'If it is `unreadable` or `not-written` (`journalctl -k`, `smartctl -a`, `df`), look at the disk.',
    ],
  },
  'LDG-105': {
    title: 'File beside the ledger cannot be used',
    means:
      'A file beside the ledger, or the ledger itself, belongs to another user, or a folder is in its place. Most often root ran `asan-kiosk run` or `asan-kiosk ledger adopt` once. The kiosk does not start.',
    todo: [
      'Run the command of the message, `sudo chown USER FILE`: it gives the file back and does not change its content. The message also names the file and its owner.',
      'Run `sudo -u USER asan-kiosk doctor --profile FILE` as the user of the kiosk: it checks all of these files.',
      'Run every command that writes as that user from now on, with `sudo -u USER`.',
      'If it is in place of a file, move the folder away, or correct `ledger.file` of the profile.',
    ],
  },
  'TLG-102': {
    title: 'Leaf of the transparency log was changed',
    means:
      'A leaf of the public log in the ledger is missing, differs from what the kiosk signed, or has no record in the ledger. The kiosk goes on, because debts do not depend on the log. `transparency export` stops: the tiles would not match their checkpoint.',
    todo: [
      'Run `asan-kiosk doctor --profile FILE`. It hashes the newest leaves and names the first wrong one. `asan-kiosk transparency export` checks all leaves.',
      'Find out which program wrote into `ledger.db`, or look at the disk (`journalctl -k`, `smartctl -a`). Only the kiosk may write there.',
      'If the leaf has no record, another program put a row into `log_leaf`. Stop the kiosk, and copy all files with names that begin with `ledger.db`. Put back the newest copy from before, with all files beside it.',
      'Keep earlier exports: they are right. `asan-kiosk transparency verify --tiles` checks a receipt against them.',
      'If a copy of the ledger still has the leaf, stop the kiosk and put that row of `log_leaf` back.',
    ],
  },
  'TLG-103': {
    title: 'Key of the transparency log was replaced',
    means:
      'The file with the private key beside the ledger (`….log-key`) was missing at the start, so the kiosk made a new key. Earlier signatures stay valid: the ledger remembers every key of the log.',
    todo: [
      'If the key should not have been replaced, stop the kiosk. Put the file back from the copy that was made with the ledger, and find out who removed it.',
      'Make the page for citizens again otherwise (`asan-kiosk transparency page`), and tell the witnesses: `asan-kiosk transparency key` shows both keys.',
    ],
  },
};
