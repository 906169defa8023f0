import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type EnrolmentCode = 'ENR-101' | 'ENR-102' | 'ENR-103' | 'ENR-104' | 'ENR-105' | 'ENR-106' | BackupCode;

export type BackupCode = 'BKP-101' | 'BKP-102' | 'BKP-103' | 'BKP-104' | 'BKP-105';

export const ENROLMENT_TEXTS: Readonly<Record<EnrolmentCode, TechnicianText>> = {
  'ENR-101': {
    title: 'No certificate from the office yet',
    means:
      'The office did not answer the request for a certificate, answered with an error, or must check the request first. The kiosk keeps its key and its request: a repeated request gets the same result.',
    todo: [
      'Run the same command again with the same code: the office repeats its answer.',
      'Read the cause in the line. `ENOTFOUND`, `ECONNREFUSED`: compare the address with the office. `202`: ask the office to accept this kiosk.',
    ],
  },
  'ENR-102': {
    title: 'Server is not the named office',
    means:
      'The server could not prove that it is the office. None of its authorities has the given fingerprint, or its certificate is from an unknown authority. No code was sent.',
    todo: [
      'Compare the fingerprint with the office on another channel than this network: SHA-256, 32 bytes in hex.',
      'Look at the clock: `timedatectl`. In the wrong year every certificate is wrong.',
      'If both are right, stop here, and tell the centre: the connection between the kiosk and the office may be intercepted.',
    ],
  },
  'ENR-103': {
    title: 'Office refuses this code or this certificate',
    means:
      'The code is not for this kiosk, was used, or is too old. Or the certificate to renew was revoked, or the office does not know it.',
    todo: [
      'Ask the office for a new code for this kiosk (`kiosk.id` of the profile), and run `asan-kiosk enrol` with it.',
      'If the certificate was revoked, ask the office for the reason first.',
    ],
  },
  'ENR-104': {
    title: 'Certificate from the office cannot be used',
    means:
      'The answer has no certificate. Or the certificate is for another key or another name, from another authority, or not valid at the time of this machine. The earlier key and certificate stay in use.',
    todo: [
      'Read the cause in the line. For the time: compare `date` with a watch, then run the command again.',
      'If it is another cause, tell the office the line.',
    ],
  },
  'ENR-105': {
    title: 'No certificate can be renewed',
    means:
      'This kiosk was not enrolled, or its certificate has expired: the office no longer accepts it. Or this user or this machine cannot read the certificate.',
    todo: [
      'Ask the office for a new code for this kiosk, and run `asan-kiosk enrol --office URL --code CODE`.',
      'If the line says that the identity cannot be read, first run the command as root.',
    ],
  },
  'ENR-106': {
    title: 'Key or certificate was not stored',
    means: 'The disk or the rights of this user prevented the write. The earlier key and certificate stay in use.',
    todo: [
      'Run the command as root.',
      'If you are root (`df /etc`, `journalctl -k`), look at the disk, then run the command again with the same code.',
    ],
  },
  'BKP-101': {
    title: 'Backup cannot be opened',
    means:
      'The backup is for another key, cut short, altered, or not from this program or this version of it. Or its profile, ledger or boot password is not valid. Nothing was changed. The check covers the checksum of each file and the whole ledger.',
    todo: [
      'Compare key and recipient: `age-keygen -y KEYFILE` prints the recipient of the key.',
      'Copy the file again from its origin, and compare `sha256sum` of both.',
      'If only an older backup is whole, read `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Backup*: it says when that is right.',
    ],
  },
  'BKP-102': {
    title: 'This ledger has records that the backup lacks',
    means:
      'Records of this ledger are not in the backup. With the backup, the kiosk would forget what it owes since then. Nothing was changed.',
    todo: [
      'Keep the ledger that is here: the kiosk needs no backup while it can be read.',
      'If the ledger is of another kiosk or cannot be read, move the whole folder away. Then run the command again.',
      'If the backup must be used anyway, use `--older-ledger`. The next start says LDG-102, and staff decide with `asan-kiosk ledger adopt`.',
    ],
  },
  'BKP-103': {
    title: 'Kiosk runs, or a part of it was not written',
    means:
      'Files are put back only while the kiosk is stopped, and all together. After a power cut the restore begins again.',
    todo: [
      'Run `systemctl stop asan-kiosk`, then run the command again.',
      'If the line names a file, look at the disk and the rights.',
      'If the line names a link of another user, find out who made the symbolic link: nothing was written there. Delete it, and run the command again.',
    ],
  },
  'BKP-104': {
    title: 'Backup is not proved to be from this kiosk',
    means:
      'No named key has signed the list of its files. Or the key of another kiosk signed it. Or an older version made it, which did not sign. Any person who knows the recipient can write such a file. Nothing was changed.',
    todo: [
      "Compare the key in the line with the office's key of this kiosk (`logKey` of the order). The log key has changed, or this is another kiosk.",
      'If the backup is unsigned and the kiosk still runs, upgrade the kiosk and make a new backup.',
      'If an unsigned backup is all that is left, read `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *An old backup without a signature*.',
    ],
  },
  'BKP-105': {
    title: 'Backup is of another kiosk or another place',
    means:
      'The backup is of another kiosk than this machine, or its profile has the ledger at another place than this machine. A backup does not choose places. Nothing was changed.',
    todo: [
      'Take the backup of this kiosk, or a machine without a profile. The line names both kiosks or places.',
      'If you want the other place, put a profile with the other `ledger.file` in place first. Then run the command again.',
    ],
  },
};
