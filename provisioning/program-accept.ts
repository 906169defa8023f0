import { InvalidArgumentError } from 'commander';
import { LANGUAGES, type Language } from '../device/words/language.ts';
import { ACCEPTANCE_STEP_IDS, type AcceptanceStepId } from './accept/step-ids.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { INSTALLED } from './machine/installed.ts';

const PROFILE = INSTALLED.profile;

function parseLanguage(text: string): Language {
  const codes = LANGUAGES.map(({ code }) => code);
  const found = codes.find((code) => code === text);
  if (found === undefined) throw new InvalidArgumentError(`Write ${codes.join(', ')}.`);
  return found;
}

function parseStep(text: string, before: readonly AcceptanceStepId[] = []): readonly AcceptanceStepId[] {
  const found = ACCEPTANCE_STEP_IDS.find((step) => step === text);
  if (found === undefined) throw new InvalidArgumentError(`The steps are ${ACCEPTANCE_STEP_IDS.join(', ')}.`);
  return [...before, found];
}

export const ACCEPT_COMMAND: CommandSpec = {
  name: 'accept',
  does: 'Test every part of a cabinet with a technician, and write a signed report',
  options: [
    PROFILE_OPTION,
    ['--lang <code>', 'az, ru or en (default az)', parseLanguage],
    ['--only <step...>', `only these steps: ${ACCEPTANCE_STEP_IDS.join(', ')}`, parseStep],
    ['--resume', 'continue a test that was stopped'],
    ['--report <file>', 'also write the report into this file, as the user of the kiosk'],
    JSON_OPTION,
  ],
  run: async () => (await import('./accept/accept.ts')).accept,
  notes:
    "Run it while the kiosk is stopped, as the kiosk's user or as root (root changes to that user). 0.01 ₼ is paid by card" +
    '\nand given back through the ledger; this step and the note are refused while money is open there. The report goes into the folder `acceptance` beside the ledger. It is signed with the key of the' +
    '\ntransparency log and names the report before; a strip of it is printed. Exit code 1 if a step did not pass.',
  examples: [
    'asan-kiosk accept --lang en',
    `asan-kiosk accept --profile ${PROFILE} --only touch lights`,
    `asan-kiosk accept --profile ${PROFILE} --resume --report /tmp/K5.json`,
  ],
  below: [
    {
      name: 'verify <file>',
      does: 'Check the signature of a report, and the reports before it',
      options: [
        [
          '--key <key>',
          'a key of the log (name+id+key); may be given again',
          (value, before: readonly string[] = []) => [...before, value],
        ],
        PROFILE_OPTION,
        JSON_OPTION,
      ],
      insteadOfProfile: ['key'],
      run: async () => (await import('./accept/verify.ts')).verifyReport,
      notes:
        'Keys come from --key, as `asan-kiosk transparency key` prints them, or from the kiosk of the profile, never from the report.' +
        '\nEarlier reports must be in the same folder; - is standard input. Exit code 1 if the report is not proved.',
      examples: [
        'asan-kiosk accept verify /var/lib/asan-kiosk/acceptance/0001.json --key "$KEY"',
        `asan-kiosk accept verify 0002.json --profile ${PROFILE} --json`,
      ],
    },
  ],
};
