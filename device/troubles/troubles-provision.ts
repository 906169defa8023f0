import type { TechnicianText } from '../words/troubles/technician-text.ts';

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

export const PROVISION_TEXTS: Readonly<Record<ProvisionCode, TechnicianText>> = {
  'PRV-101': {
    title: 'No trusted key for the orders of the office',
    means: `This machine has no key to check the orders of the office (\`/etc/asan-kiosk/provision.pub\`). Or this file is no key of minisign. Or the fingerprint of the key on the stick differs from the sheet of the office. ${NOTHING_CHANGED}`,
    todo: [
      'Ask the office for the file `provision.pub` and for its fingerprint, on two channels: the fingerprint on paper or by telephone.',
      'Run `sudo asan-kiosk provision trust FILE`: it asks for the fingerprint. Type the fingerprint from the office, not from the stick.',
      'If the fingerprint differs, leave this stick alone, and call the office.',
    ],
  },
  'PRV-102': {
    title: 'Order is not signed',
    means: `There is no signature file (\`….minisig\`) beside the order, or the file is no signature. ${NOTHING_CHANGED}`,
    todo: [
      'Copy both files onto the stick: `order.yaml` and `order.yaml.minisig`.',
      'If the office gave only `order.yaml`, ask the office to sign it with `minisign -S -s KEY -m order.yaml`.',
    ],
  },
  'PRV-103': {
    title: 'Signature is wrong',
    means: `The order was changed or cut short after it was signed, or another key signed it. The message says which. ${NOTHING_CHANGED}`,
    todo: [
      'Copy the order and its signature again from their origin. Remove the stick only after the computer says that it is safe.',
      'If the message says *another key*, put `provision.pub` and `provision.pub.minisig` onto the stick, signed by the earlier key: the office has a new key.',
      'If the same order had a right signature before, stop here, and tell the office: do not use this stick.',
    ],
  },
  'PRV-104': {
    title: 'Order is malformed',
    means: `The signature of the order is right, but the order cannot be parsed, or a value in it is missing or wrong. The message names line and path. ${NOTHING_CHANGED}`,
    todo: [
      'Tell the office the line of the message. The office corrects the order, raises its `serial` by one and signs it again.',
    ],
  },
  'PRV-105': {
    title: 'Order has expired or is not valid yet',
    means: `By the clock of this machine, the last day of the order has passed (\`expires\`), or its first day is still to come (\`issued\`). ${NOTHING_CHANGED}`,
    todo: [
      'Look at the clock of this machine: `timedatectl`. If it is wrong, run `sudo timedatectl set-ntp true`. Without a time server, run `sudo date -s "YYYY-MM-DD HH:MM" && sudo hwclock --systohc`.',
      'If the clock is right, ask the office for a new order.',
    ],
  },
  'PRV-106': {
    title: 'Order is older than an order that was used here',
    means: `This machine has already used an order with a higher \`serial\`, or another order with the same \`serial\`. An old order would bring old settings back. ${NOTHING_CHANGED}`,
    todo: [
      'Use the newest order of the office; the message names the serial that this machine knows.',
      'If you want the earlier settings back, run `sudo asan-kiosk provision undo`.',
    ],
  },
  'PRV-107': {
    title: 'Order is not for this kiosk',
    means: `The order is for several kiosks, and the command does not name one of them. Or the order is for other kiosks than this. ${NOTHING_CHANGED}`,
    todo: ['Run the command again with `--kiosk ID`; the message lists the kiosks of the order.'],
  },
  'PRV-108': {
    title: 'Order cannot be read',
    means: `The named place has no order, is neither a file nor a folder, or this user may not read it. ${NOTHING_CHANGED}`,
    todo: [
      'Check that the stick is plugged in and mounted: `lsblk` shows where, and `sudo mount -o ro /dev/sda1 /mnt` mounts it.',
      'Run the command again with the file of the order, or the folder that has `order.yaml`.',
    ],
  },
  'PRV-111': {
    title: 'Code is not from an order',
    means: `The scanned or typed text is not the code of an order, or no code was shown. ${NOTHING_CHANGED}`,
    todo: [
      'Show the code on the sheet of the office, not a code on a receipt.',
      'Type `ASAN-KIOSK:HOST:PORT/CODE/FINGERPRINT`, as it is printed below the code.',
    ],
  },
  'PRV-112': {
    title: 'Office of the code was not reached',
    means: `No server answers at the address in the code, or the server has another certificate than the code says. Or the server answers something else than an order. ${NOTHING_CHANGED}`,
    todo: [
      'Look at the network: `ip address`, `ping HOST`.',
      'If the message is about the certificate, ask the office whether its certificate was changed, and for a new code: the connection may be intercepted.',
    ],
  },
  'PRV-113': {
    title: 'Code was used or is unknown',
    means: `The office has no order for this code: the code is unknown, was used before, or is too old. The office gives an order for a code once, and only for a limited time. ${NOTHING_CHANGED}`,
    todo: [
      'Ask the office for a new code. If the code was not used on this machine, tell the office, and name the people who may have seen the code.',
    ],
  },
  'PRV-114': {
    title: 'No scanner to read the code',
    means: `No known bar code scanner is plugged in, or this user may not open it. ${NOTHING_CHANGED}`,
    todo: [
      'Look at the plug of the scanner; `sudo asan-kiosk scanner watch` says what is connected.',
      'Type the text below the code instead: `--code TEXT`.',
    ],
  },
  'PRV-121': {
    title: 'Device is missing or ambiguous',
    means: `A kiosk needs a document reader, a payment terminal and a receipt printer. The search found none for one of these, or several that fit, or only a likely one. ${NOTHING_CHANGED}`,
    todo: [
      'Plug the device in and run `sudo asan-kiosk provision --devices`. The command authorises devices that USBGuard refuses, and stops a running kiosk for the search.',
      'If several devices fit, run the command without `--yes` at the console or by `ssh`, and choose one.',
      'If the device is on the network or answers no search, name it in the order (`devices`).',
    ],
  },
  'PRV-122': {
    title: 'Password of the payment terminal is unknown',
    means: `The payment terminal has a merchant password of six digits, and neither the order nor the technician gave it. ${NOTHING_CHANGED}`,
    todo: [
      'Run the command at the console or by `ssh`: it asks for the password.',
      'Otherwise ask the office for an order with `terminalPassword`.',
    ],
  },
  'PRV-123': {
    title: 'Two devices are named at one port',
    means: `The order or the profile names one port for two devices, perhaps by two names of the port: by-id, by-path, USB ids, socket or \`/dev/ttyUSB0\`. ${NOTHING_CHANGED}`,
    todo: [
      'Run `ls -l /dev/serial/by-id /dev/serial/by-path`: it shows which names lead to the same port.',
      'Tell the office the port of each device, for a new order. Or search for the devices: `sudo asan-kiosk provision --devices`.',
    ],
  },
  'PRV-124': {
    title: 'Order does not fit this machine',
    means: `The order names something that this machine lacks, such as a time zone, a GPIO chip or one of its lines. Or it names a port by an unstable name, such as \`/dev/ttyUSB0\`. The message says which. ${NOTHING_CHANGED}`,
    todo: [
      'If it is about GPIO, check that the order is for this board: `gpiodetect` shows the chips of this board and their numbers of lines.',
      'If it is about a port, run `ls -l /dev/serial/by-id`: it shows names that stay the same after a restart.',
      'Tell the office the line of the message, for a new order with a higher `serial`.',
    ],
  },
  'PRV-131': {
    title: 'Profile would be wrong',
    means: `The new profile does not pass the kiosk's own check. The message names the value. Or a file that the profile or an answer names is missing. ${NOTHING_CHANGED}`,
    todo: ['Correct the value in the order or in your answers.'],
  },
  'PRV-132': {
    title: 'Generated file has a fault',
    means: `\`udevadm verify\`, \`nft -c\` or another checking program refuses a file that \`provision\` would install. ${NOTHING_CHANGED}`,
    todo: [
      'Send the message and `sudo asan-kiosk provision --check --json` to the maintainers of this program: it is a fault of this software.',
    ],
  },
  'PRV-133': {
    title: 'Part of the system is missing',
    means: `This machine lacks a user, group or unit of the package, a program, or its machine id. The message says which. ${NOTHING_CHANGED}`,
    todo: [
      'Install the package first: `sudo apt install ./asan-kiosk_VERSION_ARCH.deb`.',
      'If it is installed and a user or group is missing, run `sudo systemd-sysusers`.',
      'If something else is missing, run the command of the message.',
    ],
  },
  'PRV-134': {
    title: 'File could not be read or written',
    means:
      'The system did not let this user read or write a file, or the disk is full or mounted read-only. Or a folder or link is in place of the file. Files that were written before stay, and the next run continues there.',
    todo: [
      'Run the command as root: `sudo asan-kiosk provision …`.',
      'Make room (`df -h`), or mount the disk for writing.',
      'Run the same command again.',
    ],
  },
  'PRV-135': {
    title: 'Command of the system failed',
    means:
      '`provision` could not stop, start or switch on a service, or load new settings: a command of the system failed. The message quotes the command. Files that were written before stay.',
    todo: [
      'Run the command of the message by hand and look at `systemctl status`.',
      'Run the same `provision` again: it continues with the rest.',
    ],
  },
  'PRV-136': {
    title: 'No earlier settings to put back',
    means: `No earlier settings are stored. Or another user than root could change the folder of the earlier settings, so its content cannot be trusted. ${NOTHING_CHANGED}`,
    todo: [
      'Run `sudo ls -la /var/lib/asan-kiosk/provision`: it shows the owner.',
      'Use the newest order of the office instead.',
    ],
  },
  'PRV-137': {
    title: 'Command needs answers of a technician',
    means: `The command has questions, but was not started at the console or by \`ssh\`. ${NOTHING_CHANGED}`,
    todo: [
      'Run the command at the console or by `ssh`.',
      'Or name an order with `--from` or `--code`, and add `--yes` to accept everything that is certain.',
    ],
  },
  'PRV-138': {
    title: 'Ledger of this kiosk would be left behind',
    means: `The earlier profile names its ledger at another place, or is of another kiosk. With the new profile the kiosk would begin an empty ledger and forget its debts, or settle the debts of another kiosk. ${NOTHING_CHANGED}`,
    todo: [
      'Stop the kiosk (`sudo systemctl stop asan-kiosk`). Rename the ledger and all files beside it to the name in the message, each with the same ending (`-wal`, `.mark`, …).',
      'Give the renamed files to the user of the kiosk: `sudo chown -R asan-kiosk: /var/lib/asan-kiosk`.',
      'Write the name in the message into the present profile (`ledger.file`), and run the same command again.',
      "If the message names two kiosks, choose this machine's kiosk with `--kiosk`. If this machine is to become another kiosk, first settle everything (`sudo asan-kiosk ledger open`). Then move its ledger away with all files beside it.",
    ],
  },
  'PRV-141': {
    title: 'Certificate of the kiosk was not issued',
    means:
      'The files are written, but the office issued no certificate for the code of the order. The kiosk does not start without its certificate. The message has the reason of `asan-kiosk enrol`.',
    todo: [
      'Do what the message says.',
      'Run the same `provision` again: it only asks the office for the certificate again.',
      'If the code was used up, ask the office for an order with a new code.',
    ],
  },
};
