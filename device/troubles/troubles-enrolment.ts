import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type EnrolmentTroubleCode =
  | 'ENR-101'
  | 'ENR-102'
  | 'ENR-103'
  | 'ENR-104'
  | 'ENR-105'
  | 'ENR-106'
  | BackupTroubleCode;

export type BackupTroubleCode = 'BKP-101' | 'BKP-102' | 'BKP-103' | 'BKP-104' | 'BKP-105';

export const ENROLMENT_TEXTS: Readonly<Record<EnrolmentTroubleCode, TechnicianText>> = {
  'ENR-101': {
    title: 'No certificate from the office yet',
    means:
      'The office did not answer the request for a certificate, answered with an error or without its authorities, or must approve the request first. The kiosk keeps its key and its request, so the command may be repeated.',
    todo: [
      'Run the same command again with the same code: the office repeats its answer.',
      'Read the cause in the message. `ENOTFOUND`, `ECONNREFUSED`: ask the office for the right address. `202`: ask the office to approve this kiosk.',
    ],
  },
  'ENR-102': {
    title: 'Server is not the named office',
    means:
      'The server could not prove that it is the office. None of its authorities has the given fingerprint, or the kiosk does not trust its certificate; the message has the cause. No code was sent.',
    todo: [
      'Compare the fingerprint with the office by telephone or on paper, not through this network: SHA-256, 32 bytes in hex.',
      'Look at the clock: `timedatectl`. In a wrong year, no certificate is valid.',
      'If both are right, stop here, and tell the centre: the connection between the kiosk and the office may be intercepted.',
    ],
  },
  'ENR-103': {
    title: 'Office refuses this code or this certificate',
    means:
      'The code is not for this kiosk, was used, or is too old. Or the certificate to renew was revoked, or the office does not know it. Or the office refuses for another reason: the message has the status.',
    todo: [
      'Ask the office for a new code for this kiosk (`kiosk.id` of the profile), and run `sudo asan-kiosk enrol --office URL --code CODE --fingerprint SHA256`.',
      'If the certificate was revoked, ask the office for the reason first.',
    ],
  },
  'ENR-104': {
    title: 'Certificate from the office cannot be used',
    means:
      'The answer has no certificate. Or the certificate is for another key or another name, from another authority, or not valid at the time of this machine. The earlier key and certificate stay in use.',
    todo: [
      'Read the cause in the message. If it is the time, compare `date` with a watch, then run the command again.',
      'If it is another cause, tell the office the message.',
    ],
  },
  'ENR-105': {
    title: 'Certificate cannot be renewed',
    means:
      'This kiosk was not enrolled, or its certificate has expired, so the office does not accept it. Or this user or this machine cannot read the certificate.',
    todo: [
      'Ask the office for a new code for this kiosk, and run `sudo asan-kiosk enrol --office URL --code CODE --fingerprint SHA256`.',
      'If the message says that the identity or the key cannot be read, first run the command as root.',
    ],
  },
  'ENR-106': {
    title: 'Key or certificate was not stored',
    means:
      'The new key or certificate could not be written: the disk refused it, or this user may not write there. The earlier key and certificate stay in use.',
    todo: [
      'Run the command as root.',
      'If you were root, look at the disk (`df /etc`, `sudo journalctl -k`). Then run the command again with the same code.',
    ],
  },
  'BKP-101': {
    title: 'Backup cannot be opened',
    means:
      'The backup is encrypted for another key, cut short, altered, or not written by this program or by a version that this version can read. Or the profile, ledger or boot password in the backup is not valid. The check covers the checksum of each file and the whole ledger. Nothing on this machine was changed.',
    todo: [
      'Compare the key with the recipient of the backup: `age-keygen -y KEYFILE` prints the recipient of the key.',
      'Copy the file again from its origin, and compare `sha256sum` of both.',
      'If only an older backup is whole, read `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Backup*: it says when an older backup may be used.',
    ],
  },
  'BKP-102': {
    title: 'This ledger has records that the backup lacks',
    means:
      'The ledger on this machine has records that are not in the backup. With the ledger of the backup, the kiosk would forget the payments of these records. Nothing was changed.',
    todo: [
      'Keep the ledger of this machine: while it can be read, the kiosk needs no backup.',
      'If this ledger is of another kiosk or cannot be read, move its whole folder away. Then run the command again.',
      'If the backup must be used anyway, use `--older-ledger`. The next start says LDG-102, and staff decide with `sudo asan-kiosk ledger adopt --by INITIALS`.',
    ],
  },
  'BKP-103': {
    title: 'Backup was not put back, or only in part',
    means:
      '`restore` puts files back only while the kiosk is stopped: the kiosk runs, or a file could not be written. The next `restore` puts all files back from the beginning, also after a power cut.',
    todo: [
      'Run `sudo systemctl stop asan-kiosk`, then run the command again.',
      'If the message names a file, look at the disk and at the permissions of the file.',
      'If the message names a link of another user, find out who made the symbolic link: nothing was written there. Delete the link, and run the command again.',
    ],
  },
  'BKP-104': {
    title: 'Backup has no proof that it is from this kiosk',
    means:
      'None of the keys of this kiosk has signed the list of files in the backup. The key of another kiosk signed it, or an older version made the backup without a signature. Any person who knows the recipient can write such a file. Nothing was changed.',
    todo: [
      "Compare the key in the message with the office's key of this kiosk (`logKey` of the order). If they differ, the log key of this kiosk has changed, or the backup is of another kiosk.",
      'If the backup is unsigned and its kiosk still works, upgrade that kiosk and make a new backup.',
      'If there is only an unsigned backup, read `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *An old backup without a signature*.',
    ],
  },
  'BKP-105': {
    title: 'Backup is of another kiosk or another place',
    means:
      'The backup is of another kiosk than this machine, or the profile in the backup has another `ledger.file` than the profile of this machine. A backup does not move the ledger. Nothing was changed.',
    todo: [
      'Take the backup of this kiosk, or a machine without a profile. The message names both kiosks or both places.',
      'If you want the place of the backup, first write this `ledger.file` into the profile of the machine. Then run the command again.',
    ],
  },
};
