import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, required } from './command/command-tree.ts';
import { parseRecipient } from './command/options.ts';

/** All of a kiosk in one file, and back. */
export const BACKUP_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'backup',
    does: 'Write all of this kiosk that can not be made anew into one encrypted file',
    options: [
      required('--to <file>', 'where; one that is there is replaced when the new one is whole'),
      [
        '--recipient <age1…>',
        'whose key opens it, in place of those of the profile: what `age-keygen` printed (age); may be given again',
        (text, before: readonly string[] = []) => [...before, parseRecipient(text)],
      ],
      PROFILE_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./backup/backup.ts')).backup,
    notes:
      'Ledger with its mark, the key of the public log, outbox, profile, credentials, certificates, the key and serial of orders, reports of' +
      '\nacceptance tests; not the key of the glass, which is made anew at each start. The kiosk may run. The key of its log signs the backup.' +
      '\nNobody on this machine can open the file. Run as root.' +
      '\nThe order of the office can name the keys that open it; they stand in the profile (backup: { recipients: [age1…] }).',
    examples: [
      'asan-kiosk backup --to /media/stick/K5.backup',
      'asan-kiosk backup --to /media/stick/K5.backup --recipient age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
      'asan-kiosk backup --to K5.backup --json',
    ],
  },
  {
    name: 'restore <file>',
    does: 'Put a backup back, when the board or its disk has died',
    options: [
      required('--identity <file>', 'the key that opens it: the file that `age-keygen` made'),
      ['--from <place>', 'the signed order of the office, a file or its folder: it has the key of the kiosk (logKey)'],
      ['--kiosk-key <file>', 'in place of an order: what `asan-kiosk transparency key` printed at that kiosk'],
      ['--check', 'verify it and say what would be written; change nothing'],
      ['--older-ledger', 'over a ledger that knows more; the next start says LDG-102, and staff decide'],
      PROFILE_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./backup/restore.ts')).restore,
    notes:
      'The signature of the kiosk and every file are verified before anything is written. Then this machine is provisioned by the profile that' +
      '\ncame back: firewall, USB rules, browser, consoles, services. The kiosk must not run. After a power cut the same command ends what was' +
      '\nbegun; until then the kiosk does not serve (SVC-106). What happened at this kiosk after the backup is not in it: compare the books' +
      '\n(`ledger reconcile`). References in stock are void until the office has answered. Credentials are encrypted for this machine. Run as root.',
    examples: [
      'asan-kiosk restore /media/usb/K5.backup --identity /media/usb/key.txt --from /media/usb --check',
      'asan-kiosk restore /media/usb/K5.backup --identity /media/usb/key.txt --from /media/usb',
      'asan-kiosk restore K5.backup --identity key.txt --kiosk-key K5.key --json',
    ],
  },
];
