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
import type { LOG_KEY_REPLACED_CODE } from '../transparency/open.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of `drivers/link/link.ts`; a test compares both lists. */
export type LinkTroubleCode = 'LNK-101' | 'LNK-102' | 'LNK-103' | 'LNK-104';

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
  | LinkTroubleCode
  | ConfigCode
  | LedgerCode
  | LogKeyError['code']
  | LogDamageCode
  | typeof LOG_KEY_REPLACED_CODE;

export const START_TEXTS: Readonly<Record<StartCode, TechnicianText>> = {
  'LNK-101': {
    title: 'Nothing at this port or address',
    means:
      'The path of the port does not exist, or nothing answers at the address. Or no USB device fits the profile, or several fit. Or the PC/SC service has no such reader, or the print server has no such printer.',
    todo: [
      'Look at the plug of the device. For a device on the network, look at its power, its network cable and its address.',
      'If the device or its adapter was replaced, run `sudo asan-kiosk provision --devices`.',
      'Compare the path or address in the profile with `sudo asan-kiosk doctor`.',
    ],
  },
  'LNK-102': {
    title: 'Port or connection is refused',
    means:
      'The port is there, but the user of the kiosk may not open it. Or the firewall or the PC/SC service refuses this user. Or the document printer wants a password or `ipps://`, or its certificate is not accepted.',
    todo: [
      'Look at the permissions of the port (`ls -lL PORT`). The user of the kiosk must be in its group, and the group must be allowed to write.',
      'Run `sudo -u USER asan-kiosk doctor` with the name of that user. It names the missing group or udev rule, or what the document printer wants.',
    ],
  },
  'LNK-103': {
    title: 'Connection was lost',
    means: 'The port or connection failed while it was open, or while the kiosk opened it.',
    todo: [
      'If it is rare, do nothing: the kiosk opens the port or connection again.',
      'If it is frequent, exchange the cable, or use another USB socket.',
    ],
  },
  'LNK-104': {
    title: 'Another program has the port',
    means: 'The port exists and may be opened, but another program uses it exclusively.',
    todo: [
      'Run `sudo fuser -v PORT`: it names the program, such as a running kiosk, a hand tool in another window, or ModemManager.',
      'End that program, then try again.',
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
      'If the message expects UTF-8, save the file in UTF-8. If `iconv -f WINDOWS-1251 -t UTF-8 FILE` prints the right letters, the file was in the Cyrillic encoding of Windows; `-f LATIN1` tests the western encoding.',
    ],
  },
  'CFG-103': {
    title: 'Value is missing or wrong',
    means:
      'A value in a profile or catalogue file, or a credential, is missing or wrong. The kiosk does not start (exit code 2).',
    todo: [
      'Correct the value. The message names the file, the path in it, and the expected value.',
      'If the message says *found the key*, this version does not know the key. Correct its name, or delete it.',
    ],
  },
  'CFG-104': {
    title: 'Value contradicts another one',
    means:
      'Each value is well-formed, but two values contradict each other, or a file such as a certificate does not fit the profile. The kiosk does not start (exit code 2).',
    todo: ['Correct one of the two. The message names the place and the expected value.'],
  },
  'CFG-105': {
    title: 'Credential cannot be read',
    means:
      'The profile has `credential:NAME` in place of a secret, but this credential is missing, or this user or machine cannot read it. The kiosk does not start (exit code 2).',
    todo: [
      'If you started the command by hand, run it with `sudo`. Only the service of the kiosk and root may read credentials.',
      'Run `sudo ls -l /etc/credstore /etc/credstore.encrypted`: it lists the credentials, as `asan-kiosk.NAME`.',
      'If the credential is missing, run `sudo asan-kiosk doctor`: it names the command that creates it again (`sudo asan-kiosk enrol`, `sudo asan-kiosk provision`).',
      'If the credential was encrypted on another machine, only that machine can read it. Restore it from a backup or create it again (`sudo asan-kiosk enrol`, `sudo systemd-creds encrypt`).',
    ],
  },
  'LDG-101': {
    title: 'Ledger is open in another process',
    means:
      'Another process has this ledger open for writing: a kiosk, or a command such as `ledger settle`. Two kiosks would settle each other’s sales, so this one does not start.',
    todo: [
      'End the other process (`ps`, `systemctl status`).',
      'If both kiosks must run, give this kiosk its own ledger: `ledger.file` of the profile.',
    ],
  },
  'TLG-101': {
    title: 'Key of the transparency log is damaged',
    means:
      'The file with the private key beside the ledger (`….log-key`) cannot be read, or is not the key of this kiosk. The kiosk does not start, because others would not believe signatures of a wrong key.',
    todo: [
      'Put the file back from the copy that was made with the ledger.',
      'If there is no copy, move the file away. The next start makes a new key; `sudo asan-kiosk transparency key` shows both.',
      'After a new key, make the page for citizens again (`sudo asan-kiosk transparency page`), and tell the witnesses.',
    ],
  },
  'LDG-102': {
    title: 'Ledger cannot be read, or is not the newest',
    means:
      'Either the database cannot read the file of the ledger. The kiosk then renamed the file to `ledger.db.damaged-1`, with unchanged bytes. Or the ledger is empty, older, or another than the files beside it say (`ledger.db.mark`, the key of the transparency log). The kiosk then left the file as it is. The kiosk does not start: with such a ledger it would not know what it owes.',
    todo: [
      'Copy every file `ledger.db…` to another disk first: `sudo sh -c "cp /var/lib/asan-kiosk/ledger.db* FOLDER"`.',
      'If the message says that the ledger is not the newest, an older file was put back, or a file was lost. Put the newest `ledger.db` back, with its `ledger.db-wal` if there was one. Then start the kiosk again.',
      'If the message says that the ledger cannot be read, look at the disk (`sudo journalctl -k`, `sudo smartctl -a`): other files may fail too. Then try `sqlite3 ledger.db.damaged-1 .recover` into a new `ledger.db`, on another computer: the kiosk has no `sqlite3`.',
      'If there is no newer ledger, first reverse at the terminal each sale that must go back: it reverses no sale of a closed day. Then close the day at the terminal, and compare its journal with the back office by hand.',
      'If you then decide to go on without the lost records, stop the kiosk and run `sudo asan-kiosk ledger adopt --by INITIALS`. The kiosk then goes on with the present ledger, or begins an empty one. The command lists the open applications of the ledger and leaves them to you. If it finds nothing to adopt, the ledger had no record: move `ledger.db.damaged-1` away. The next start begins an empty ledger.',
    ],
  },
  'LDG-103': {
    title: 'Record of the ledger was set aside',
    means:
      'At the start, the kiosk found a record that was changed or cannot follow the earlier record of its application. Or a record is missing, as after adopting an older copy. The kiosk keeps the bytes of the record and leaves its application to staff. Everything else goes on.',
    todo: [
      'Run `sudo asan-kiosk doctor`: it names the applications that were left to staff.',
      "Look each application up at the back office, and its sale in the terminal's journal of that day. Pay out or register by hand what the citizen is owed.",
      'Take each application off the list, with the kiosk stopped: `sudo asan-kiosk ledger settle REFERENCE --as RESULT --by INITIALS`, with `paid`, `returned` or `not-paid`. Nothing is deleted.',
      'Look at the disk (`sudo journalctl -k`, `sudo smartctl -a`). Only the kiosk may write into this file.',
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
      'If the message says that a file is not beside the ledger, move this file to the folder of the ledger. Or name the ledger itself in `ledger.file`.',
      'If it is none of these, correct `ledger.file` of the profile. The ledger of a kiosk is a file of its own, in a folder of the kiosk.',
      'If the ledger itself was overwritten, put a copy of it back with all files that were beside it.',
    ],
  },
  'LDG-107': {
    title: 'Ledger of a newer version',
    means:
      'A newer version of the program has written into this ledger. This version might not know an entry about a citizen’s money. So this version does not start, and its package cannot be installed here. Nothing was written.',
    todo: [
      'Install the version that ran before, or a newer one: `sudo dpkg -i asan-kiosk_VERSION_ARCH.deb`. `/var/log/dpkg.log` has the number of that version.',
      'If this is the first installation on a new board, install the newest package. Nothing else is necessary.',
    ],
  },
  'TRM-107': {
    title: 'Terminal has a sale without an application',
    means:
      'At the start of the kiosk, the last transaction of the terminal was a sale or a payout that is not in the ledger. It was made by hand at the terminal, or the disk lost its records in the ledger.',
    todo: [
      'Run `sudo asan-kiosk ledger open`: it lists the sale. `sudo asan-kiosk ledger show REFERENCE` has its receipt, trace and time.',
      'If staff made this transaction by hand at the terminal, stop the kiosk and run `sudo asan-kiosk ledger settle REFERENCE --as paid --by INITIALS`.',
      'If no staff made it, look in the log (`sudo journalctl -u asan-kiosk`) for the application of that time and amount: a citizen paid and got nothing. Give the money back, then settle the sale as `returned`. Replace the disk: it loses writes that it has confirmed.',
    ],
  },
  'TRM-108': {
    title: 'Clock of the terminal differs from the kiosk’s',
    means:
      "The terminal's time on the newest card sale differs from the kiosk’s time by more than `devices.terminal.clockMinutes` of the profile. Sales go on. But if the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). The message has both times: either clock may be wrong.",
    todo: [
      'Compare both times with a watch: `date` shows the kiosk’s clock. If the kiosk is wrong, make its time server reachable: `sudo asan-kiosk doctor` says how.',
      'If the difference is a whole number of hours, set the time zone of the terminal to Baku: UTC+4 without summer time. Use the menu of the terminal, or ask its provider.',
      'If it is another difference, set date and time of the terminal in its menu, or with `sudo asan-kiosk terminal set-clock` with the kiosk stopped.',
      'If the terminal cannot be set, raise `devices.terminal.clockMinutes` above the difference, to 180 at most. A larger value makes it easier to confuse another sale with the lost one.',
      'Make one sale and give the money back, as `sudo asan-kiosk accept --only payment` does. The first sale with a fitting time ends this message.',
    ],
  },
  'TRM-109': {
    title: 'Terminal does not number its sales',
    means:
      'The newest approved transaction of the terminal has neither a trace number nor a receipt number. If the answer to a sale is lost, the kiosk cannot find that sale again and leaves it to staff (`TRM-106`). The kiosk can give no sale back through the terminal. With `issueOfGoods` of the profile, the kiosk hands over nothing, and the terminal gives the money back. Without `issueOfGoods` sales go on.',
    todo: [
      'Ask the provider of the terminal to switch on trace numbers (field 0B) or receipt numbers (field 87) in its status information.',
      'Stop the kiosk: `sudo asan-kiosk terminal status` then shows both numbers of the last transaction. `unknown field` in the log names a field that hides the numbers.',
      'After the change, make one sale by hand at the terminal, and give the money back there. The first sale with a number ends this message.',
      'If this terminal cannot give numbers, use another terminal: the acceptance test refuses this one.',
    ],
  },
  'LDG-104': {
    title: 'Ledger and its mark differ',
    means:
      'The file `ledger.db.mark` names the newest record of the ledger. The log line `ledger.mark` has the state. `lost`: after a power cut, one or two records are missing in the ledger that the disk had confirmed. `missing` or `unreadable`: there was no mark to compare with, and the kiosk wrote a new mark. `not-written`: the disk refuses to write the mark. The kiosk goes on.',
    todo: [
      'If the state is `missing` once, at the first start after an update from an earlier version, do nothing.',
      'If the state is `lost`, run `sudo asan-kiosk ledger reconcile` for the day of the power cut. The disk confirms writes too early, and the terminal may have a sale that the ledger lacks. Then replace the disk.',
      'If the state is `unreadable` or `not-written`, look at the disk: `sudo journalctl -k`, `sudo smartctl -a`, `df`.',
    ],
  },
  'LDG-105': {
    title: 'File beside the ledger cannot be used',
    means:
      'The ledger or a file beside it belongs to another user than the kiosk, or a folder is in place of a file. Most often root ran `asan-kiosk run` or `asan-kiosk ledger adopt` once. The kiosk does not start.',
    todo: [
      'Run the command of the message, `sudo chown USER FILE`: it gives the file back to the user of the kiosk and does not change its content. The message also names the file and its owner.',
      'Run `sudo -u USER asan-kiosk doctor --profile FILE`, with the user of the kiosk: it checks all of these files.',
      'From now on, run every command that writes into the ledger as the user of the kiosk, with `sudo -u USER`.',
      'If a folder is in place of a file, move the folder away, or correct `ledger.file` of the profile.',
    ],
  },
  'TLG-102': {
    title: 'Leaf of the transparency log was changed',
    means:
      'A leaf of the transparency log in the ledger is missing, differs from what the kiosk signed, or has no record in the ledger. The kiosk goes on, because payments do not depend on this log. `asan-kiosk transparency export` refuses: the exported tiles would not match their checkpoint.',
    todo: [
      'Run `sudo asan-kiosk doctor --profile FILE`. It hashes the newest leaves and names the first wrong leaf. `sudo asan-kiosk transparency export` checks all leaves.',
      'Find out which other program wrote into `ledger.db`, and look at the disk (`sudo journalctl -k`, `sudo smartctl -a`). Only the kiosk may write there.',
      'If the leaf has no record, another program put a row into `log_leaf`. Stop the kiosk, and copy all files with names that begin with `ledger.db`. Put back the newest copy from before, with all files beside it.',
      'Keep the earlier exports: they are right. `asan-kiosk transparency verify --tiles` checks a receipt against them.',
      'If a copy of the ledger still has the leaf, stop the kiosk and put that row of `log_leaf` back.',
    ],
  },
  'TLG-103': {
    title: 'Key of the transparency log was replaced',
    means:
      'The file with the private key beside the ledger (`….log-key`) was missing at the start, so the kiosk made a new key. Earlier signatures stay valid: the ledger remembers every key of the log.',
    todo: [
      'If staff did not remove the file, stop the kiosk. Put the file back from the copy that was made with the ledger, and find out who removed it.',
      'If the new key stays, make the page for citizens again (`sudo asan-kiosk transparency page`), and tell the witnesses: `sudo asan-kiosk transparency key` shows both keys.',
    ],
  },
};
