import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of `asan-kiosk provision`, from the office's order to the files of this machine. */
export type ProvisionCode =
  | 'PRV-101'
  | 'PRV-102'
  | 'PRV-103'
  | 'PRV-104'
  | 'PRV-105'
  | 'PRV-106'
  | 'PRV-107'
  | 'PRV-108'
  | 'PRV-111'
  | 'PRV-112'
  | 'PRV-113'
  | 'PRV-114'
  | 'PRV-121'
  | 'PRV-122'
  | 'PRV-123'
  | 'PRV-124'
  | 'PRV-131'
  | 'PRV-132'
  | 'PRV-133'
  | 'PRV-134'
  | 'PRV-135'
  | 'PRV-136'
  | 'PRV-137'
  | 'PRV-138'
  | 'PRV-141';

const NOTHING_CHANGED = 'Nothing was changed.';

export const PROVISION: Readonly<Record<ProvisionCode, TechnicianText>> = {
  'PRV-101': {
    title: 'No key for the orders of the office',
    means: `This machine does not know by whom orders are signed (\`/etc/asan-kiosk/provision.pub\`), or the file is no key of minisign, or its fingerprint is not the one on the sheet of the office. ${NOTHING_CHANGED}`,
    todo: [
      'Ask the office for the file `provision.pub` and for its fingerprint, each on a way of its own: the fingerprint on paper or by telephone.',
      'Run `sudo asan-kiosk provision trust FILE`: it asks for the fingerprint. Type the one that you were told, and not what stands on the stick.',
      'It is another: leave this stick alone, and call the office.',
    ],
  },
  'PRV-102': {
    title: 'Order is not signed',
    means: `Beside the order there is no file with its signature (\`….minisig\`), or that is none. ${NOTHING_CHANGED}`,
    todo: [
      'Copy both files onto the stick: `order.yaml` and `order.yaml.minisig`.',
      'The office has one file only: it signs it with `minisign -S -s KEY -m order.yaml`.',
    ],
  },
  'PRV-103': {
    title: 'Signature is not right',
    means: `The order was changed or cut short after it was signed, or somebody else signed it. The message says which of the two. ${NOTHING_CHANGED}`,
    todo: [
      'Copy the file again from where it came from; pull the stick only when it says that it may be pulled.',
      'It says *another key*: the office has a new one. Put `provision.pub` and `provision.pub.minisig` onto the stick, signed by the key before.',
      'It was right and is not: nobody may use this stick. Tell the office.',
    ],
  },
  'PRV-104': {
    title: 'Order is malformed',
    means: `The signature is right, but a value is missing or wrong. The message names line and path. ${NOTHING_CHANGED}`,
    todo: [
      'Tell the office the line of the message: whoever signs orders mends it, raises `serial` by one and signs it again.',
    ],
  },
  'PRV-105': {
    title: 'Order is over, or not of today',
    means: `The day of the order is past (\`expires\`), or is still to come (\`issued\`) by the clock of this machine. ${NOTHING_CHANGED}`,
    todo: [
      'Look at the clock of this machine: `timedatectl`. Wrong: set it with `sudo timedatectl set-time "YYYY-MM-DD HH:MM"`.',
      'It is right: ask the office for a new order.',
    ],
  },
  'PRV-106': {
    title: 'Order is older than the one before',
    means: `This machine has taken an order with a higher \`serial\`, or another one with the same. An old order would bring old settings back. ${NOTHING_CHANGED}`,
    todo: [
      'Take the newest order of the office; the message names the serial that this machine knows.',
      'The settings before are wanted back: `sudo asan-kiosk provision undo`.',
    ],
  },
  'PRV-107': {
    title: 'Order is not for this kiosk',
    means: `The order is for several kiosks and nobody said which this is, or it is for others. ${NOTHING_CHANGED}`,
    todo: ['Run it again with `--kiosk ID`; the message lists those of the order.'],
  },
  'PRV-108': {
    title: 'Order cannot be read',
    means: `There is no order at this place, or it may not be read. ${NOTHING_CHANGED}`,
    todo: [
      'Is the stick plugged in and mounted? `lsblk` shows where; `sudo mount -o ro /dev/sda1 /mnt` mounts it.',
      'Name the file, or the folder in which `order.yaml` lies.',
    ],
  },
  'PRV-111': {
    title: 'Code is none of ours',
    means: `What was scanned or typed is not the code of an order. ${NOTHING_CHANGED}`,
    todo: [
      'Show the code on the sheet of the office, not the one of a receipt.',
      'Typed: `ASAN-KIOSK:HOST:PORT/CODE/FINGERPRINT`, as it stands below the code.',
    ],
  },
  'PRV-112': {
    title: 'Office of the code was not reached',
    means: `Nobody answers at the address in the code, or who answers has another certificate than the code says. ${NOTHING_CHANGED}`,
    todo: [
      'Look at the network: `ip address`, `ping HOST`.',
      'It says *another certificate*: somebody may stand between. Ask the office whether the certificate was changed, and for a new code.',
    ],
  },
  'PRV-113': {
    title: 'Code was used, or is not known',
    means: `The office gives an order for a code once, and for a while. ${NOTHING_CHANGED}`,
    todo: ['Ask the office for a new code. Nobody here used it: tell them, and who could have seen it.'],
  },
  'PRV-114': {
    title: 'No scanner to read the code',
    means: `No bar code scanner is plugged in that is known, or it may not be opened. ${NOTHING_CHANGED}`,
    todo: [
      'Look at the plug; `sudo asan-kiosk scanner watch` says what is there.',
      'Or type what stands below the code: `--code TEXT`.',
    ],
  },
  'PRV-121': {
    title: 'Device is missing, or nobody knows which it is',
    means: `A kiosk needs a reader, a terminal and a printer. One was not found, or several could be it, or what was found is only likely. ${NOTHING_CHANGED}`,
    todo: [
      'Plug it in and run `sudo asan-kiosk provision --devices`: it lets in what USBGuard shuts out, and stops a running kiosk for the search.',
      'Several could be it: run it at a terminal without `--yes`, and say which.',
      'It is on the network or speaks to nobody: the order names it (`devices`).',
    ],
  },
  'PRV-122': {
    title: 'Password of the terminal is not known',
    means: `The terminal has a merchant password of six digits, and neither the order nor anybody here said it. ${NOTHING_CHANGED}`,
    todo: ['Run it at a terminal: it asks.', 'Or ask the office for an order with `terminalPassword`.'],
  },
  'PRV-123': {
    title: 'Two devices are named at one port',
    means: `The order or the profile names two devices that lead to one adapter, perhaps by different names: by-id, by-path, USB ids, socket or \`/dev/ttyUSB0\`. ${NOTHING_CHANGED}`,
    todo: [
      '`ls -l /dev/serial/by-id /dev/serial/by-path` shows which names lead to one port.',
      'Tell the office the port of each device, for a new order; or have the devices looked for: `sudo asan-kiosk provision --devices`.',
    ],
  },
  'PRV-124': {
    title: 'Order does not fit this machine',
    means: `The order names something that this machine does not have: a time zone, a GPIO chip or a line of it; or a port by a name that changes, such as \`/dev/ttyUSB0\`. The message says which. ${NOTHING_CHANGED}`,
    todo: [
      'GPIO: is it the board that the order is for? `gpiodetect` shows the chips of this board and how many lines each has.',
      'A port: `ls -l /dev/serial/by-id` shows the names that stay.',
      'Tell the office the line of the message, for a new order with a higher `serial`.',
    ],
  },
  'PRV-131': {
    title: 'Profile would be wrong',
    means: `The profile that was made does not pass the check of the kiosk itself. The message names the value. ${NOTHING_CHANGED}`,
    todo: ['The value is one of the order or of your answers: mend it there.'],
  },
  'PRV-132': {
    title: 'System refuses a file that was made',
    means: `\`udevadm verify\`, \`nft -c\` or the parser of USBGuard does not take a file that would be installed. ${NOTHING_CHANGED}`,
    todo: [
      'Send the message and `asan-kiosk provision --check --json` to whoever keeps this program: it is a mistake of ours.',
    ],
  },
  'PRV-133': {
    title: 'User or group of the kiosk is missing',
    means: `The files belong to users that the package makes, and this machine does not have them. ${NOTHING_CHANGED}`,
    todo: [
      'Install the package first: `sudo apt install ./asan-kiosk_VERSION_ARCH.deb`.',
      'It is installed: `sudo systemd-sysusers`.',
    ],
  },
  'PRV-134': {
    title: 'File was not written',
    means:
      'The system refused a file: no right to it, the disk is full, or it is mounted read-only. What was written before it stays, and the next run goes on there.',
    todo: [
      'Run it as root: `sudo asan-kiosk provision …`.',
      'Make room (`df -h`), or mount the disk for writing.',
      'Run the same command again.',
    ],
  },
  'PRV-135': {
    title: 'Service was not switched on',
    means: 'The files are written, but a command of the system failed. The message has its words.',
    todo: [
      'Run the command of the message by hand and look at `systemctl status`.',
      'Then run the same `provision` again: it does what is left.',
    ],
  },
  'PRV-136': {
    title: 'Nothing that could be put back',
    means: `There is nothing kept of before, or the folder is not root's any more, so that nobody should believe what is in it. ${NOTHING_CHANGED}`,
    todo: [
      '`sudo ls -la /var/lib/asan-kiosk/provision` shows whose it is.',
      'Take the newest order of the office instead.',
    ],
  },
  'PRV-137': {
    title: 'Nobody to ask',
    means: `The command needs answers, and nobody is at its keyboard. ${NOTHING_CHANGED}`,
    todo: ['Run it at a terminal.', 'Or name an order: `--from`, `--code`.'],
  },
  'PRV-138': {
    title: 'Ledger of this kiosk would be left behind',
    means: `The profile that was here names its ledger in another place, or is of another kiosk. With the new one the kiosk would begin an empty ledger, and know nothing of what it owes; or settle what another one owes. ${NOTHING_CHANGED}`,
    todo: [
      'Stop the kiosk (`sudo systemctl stop asan-kiosk`) and rename the ledger with all that lies beside it, each with the same ending (`-wal`, `.mark`, …), to what the message says.',
      'Give it to the kiosk again: `sudo chown -R asan-kiosk: /var/lib/asan-kiosk`.',
      'Write that place into the profile that is here (`ledger.file`), and run the same command again.',
      'Where it names two kiosks: take the one that this machine is (`--kiosk`). A machine that is to be another one is first settled (`asan-kiosk ledger open`), and its ledger kept elsewhere with all beside it.',
    ],
  },
  'PRV-141': {
    title: 'Certificate of the kiosk was not got',
    means:
      'The files are written, but the office gave no certificate for the code of the order. The kiosk does not start without it. The message has the reason of `asan-kiosk enrol`.',
    todo: [
      'Do what the message says.',
      'Then run the same `provision` again: it asks for the certificate alone.',
      'The code was used up: ask the office for an order with a new one.',
    ],
  },
};
