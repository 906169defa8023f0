import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of a kiosk's certificate and backup, from `provisioning/enrol` and `provisioning/backup`. */
export type EnrolmentCode = 'ENR-101' | 'ENR-102' | 'ENR-103' | 'ENR-104' | 'ENR-105' | 'ENR-106' | BackupCode;

export type BackupCode = 'BKP-101' | 'BKP-102' | 'BKP-103' | 'BKP-104' | 'BKP-105';

export const ENROLMENT: Readonly<Record<EnrolmentCode, TechnicianText>> = {
  'ENR-101': {
    title: 'No certificate from the office yet',
    means:
      'The office did not answer the request for a certificate, or has to look at it first. The kiosk keeps its key and its request: asked again, it gets what it would have got.',
    todo: [
      'Run the same command again with the same code: what the office gave out already it gives out again.',
      'The line has the cause. `ENOTFOUND`, `ECONNREFUSED`: compare the address with the office. `202`: ask the office to let this kiosk in.',
    ],
  },
  'ENR-102': {
    title: 'Office is not the one that was named',
    means:
      'What answered could not prove that it is the office: none of its authorities has the fingerprint that was given, or its certificate is of nobody whom this machine believes. No code was sent.',
    todo: [
      'Compare the fingerprint with the office, on another way than this network: SHA-256, 32 bytes in hex.',
      'Look at the clock: `timedatectl`. In the wrong year every certificate is wrong.',
      'Both are right: somebody is between the kiosk and the office. Do not go on; tell the centre.',
    ],
  },
  'ENR-103': {
    title: 'Office does not take this code or this certificate',
    means:
      'The code is not one of this kiosk, was used, or is too old; or the certificate that is to be renewed was revoked.',
    todo: [
      'Ask the office for a new code for this kiosk (`kiosk.id` of the profile), and run `asan-kiosk enrol` with it.',
      'The certificate was revoked: ask the office why before anything else.',
    ],
  },
  'ENR-104': {
    title: 'Certificate from the office cannot be used',
    means:
      'It is for another key or another name, not of the authority of the office, or not valid at the time of this machine. What the kiosk had before is still in use.',
    todo: [
      'The line has the cause. The time: compare `date` with a watch, then run the command again.',
      'Anything else: tell the office what the line says.',
    ],
  },
  'ENR-105': {
    title: 'There is no certificate that could be renewed',
    means: 'This kiosk was not enrolled, or its certificate has run out: the office does not know it any more.',
    todo: ['Ask the office for a new code for this kiosk, and run `asan-kiosk enrol --office URL --code CODE`.'],
  },
  'ENR-106': {
    title: 'Key or certificate was not kept',
    means: 'The disk or the rights of this user did not let it be written. What the kiosk had before is still in use.',
    todo: [
      'Run the command as root.',
      'As root: look at the disk (`df /etc`, `journalctl -k`), then run it again with the same code.',
    ],
  },
  'BKP-101': {
    title: 'Backup cannot be opened',
    means:
      'It is for another key, torn, altered, or no backup of this program. Nothing was changed. Each file in it has a checksum, and the ledger was read as a whole.',
    todo: [
      'Compare key and recipient: `age-keygen -y KEYFILE` prints the recipient that the key belongs to.',
      'Take the copy from where it was made; compare `sha256sum` of both.',
      'Only an older one is whole: `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *Backup*, says when that is right.',
    ],
  },
  'BKP-102': {
    title: 'A ledger is here that the backup does not know',
    means:
      'Records of this ledger are not in the backup. Put over it, the kiosk would forget what it owes since then. Nothing was changed.',
    todo: [
      'Keep the ledger that is here: the kiosk needs no backup as long as that can be read.',
      'It is that of another kiosk, or can not be read: move the whole folder away, and run the command again.',
      'The backup is to be taken all the same: `--older-ledger`. The next start says LDG-102, and staff decide with `asan-kiosk ledger adopt`.',
    ],
  },
  'BKP-103': {
    title: 'Kiosk runs, or a part of it was not written',
    means:
      'Files are put back only while the kiosk is stopped, all of them or, after a power cut, once more from the beginning.',
    todo: [
      '`systemctl stop asan-kiosk`, then run the command again.',
      'The line names a file: look at the disk and the rights.',
      'The line names a symbolic link of another user: nothing was written there. Find out who made it, delete it, and run the command again.',
    ],
  },
  'BKP-104': {
    title: 'Backup is not proved to be of this kiosk',
    means:
      'No key that was named has signed the list of its files, or it is of an older version, which did not sign. Anybody who knows the recipient can write such a file. Nothing was changed.',
    todo: [
      'The log key of the kiosk has changed, or this is another kiosk: compare the key in the line with what the office has of this kiosk (`logKey` of the order).',
      'An unsigned backup and the kiosk still runs: upgrade it and make a new backup.',
      'An unsigned backup is all that is left: `zless /usr/share/doc/asan-kiosk/operating.md.gz`, *An old backup without a signature*.',
    ],
  },
  'BKP-105': {
    title: 'Backup is of another kiosk, or of another place',
    means:
      'The backup is of another kiosk than this machine is, or its profile has the ledger in another place than this machine has it. A backup decides no place. Nothing was changed.',
    todo: [
      'The line names both. Take the backup of this kiosk, or a machine without a profile.',
      'Another place of the ledger is meant: put a profile with that `ledger.file` in place first, then run the command again.',
    ],
  },
};
