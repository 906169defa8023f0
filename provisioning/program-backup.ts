import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, requiredOption } from './command/command-tree.ts';
import { parseRecipient } from './command/options.ts';

export const BACKUP_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'backup',
    does: 'Write all data of this kiosk that cannot be made again into one encrypted file',
    options: [
      requiredOption('--to <file>', 'the backup; an existing file is replaced when the new one is complete'),
      [
        '--recipient <age1…>',
        'recipient of the backup: a public key from `age-keygen` (default: the recipients in the profile); may be repeated',
        (text, before: readonly string[] = []) => [...before, parseRecipient(text)],
      ],
      PROFILE_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./backup/backup.ts')).backup,
    notes:
      'A backup has the ledger with its mark, the key of the public log, outbox, profile, credentials and certificates.' +
      '\nIt also has the key and serial of orders and the reports of acceptance tests. The key of the screen is new at each start, and not in it.' +
      '\nThe kiosk may run. The key of its log signs the backup.' +
      '\nOnly the private key of a recipient opens the file. Run as root.' +
      '\nThe order of the office can name the recipients; the profile then has them (backup: { recipients: [age1…] }).',
    examples: [
      'asan-kiosk backup --to /media/stick/K5.backup',
      'asan-kiosk backup --to /media/stick/K5.backup --recipient age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
      'asan-kiosk backup --to K5.backup --json',
    ],
  },
  {
    name: 'restore <file>',
    does: 'Restore a backup after the board or its disk has failed',
    options: [
      requiredOption('--identity <file>', 'the private key that opens the backup: the file that `age-keygen` made'),
      ['--from <place>', 'the signed order of the office, a file or its folder: it has the key of the kiosk (logKey)'],
      ['--kiosk-key <file>', 'instead of an order: the output of `asan-kiosk transparency key` on that kiosk'],
      ['--check', 'verify the backup and list the files that would be written; change nothing'],
      [
        '--older-ledger',
        'replace a ledger that has more records than the backup; the next start says LDG-102, and staff decide',
      ],
      PROFILE_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./backup/restore.ts')).restore,
    notes:
      'The signature of the kiosk and every file are verified before anything is written. Then this machine is provisioned from the restored' +
      '\nprofile: firewall, USB rules, browser, consoles, services. The kiosk must not run. After a power cut, run the same command again:' +
      '\nthe kiosk does not serve before a restore is complete (SVC-106). The backup lacks what this kiosk did later: compare ledger,' +
      '\nterminal and office (`ledger reconcile`). References in stock are void until the office answers. Credentials are encrypted for this machine. Run as root.',
    examples: [
      'asan-kiosk restore /media/usb/K5.backup --identity /media/usb/key.txt --from /media/usb --check',
      'asan-kiosk restore /media/usb/K5.backup --identity /media/usb/key.txt --from /media/usb',
      'asan-kiosk restore K5.backup --identity key.txt --kiosk-key K5.key --json',
    ],
  },
];
