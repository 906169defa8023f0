import { parseReport } from '../accept/report.ts';
import { INSTALLED } from '../machine/installed.ts';
import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort, skipped, warning } from './check.ts';
import { filesBelow } from './config-files.ts';
import { CREDENTIAL_FOLDERS } from './credential-checks.ts';
import { type MachineContext, namesIn, readFileStatus, textOf } from './machine-port.ts';
import { REINSTALL_KIOSK_FIX } from './package-cure.ts';

/* A power cut or a failing disk can leave empty files or zeros; the next start then fails. */

const BY_ORDER = 'sudo asan-kiosk provision --from FILE, with the order of the office';
const BY_PROVISION = 'sudo asan-kiosk provision';
const BY_RESTORE = 'sudo asan-kiosk restore FILE, with the newest backup';

const CURES: readonly (readonly [path: RegExp, cure: (path: string) => string])[] = [
  [/\/asan-kiosk\.identity$/, () => 'ask the office for a new code, then: sudo asan-kiosk enrol --code CODE'],
  [
    /\/asan-kiosk\.terminal-password$/,
    (path) => `sudo rm ${path} && sudo asan-kiosk provision, which asks for the password`,
  ],
  [
    /\/credstore/,
    (path) =>
      `sudo rm ${path}, then make this secret again: sudo asan-kiosk badge key makes the keys of badges and PINs; the profile names other secrets`,
  ],
  [/^\/etc\/nsswitch\.conf$/, (path) => `sudo cp /usr/share/*/nsswitch.conf ${path}`],
  [/\/(firewall\.nft|allowed-hosts|machine|50-profile\.conf|71-asan-kiosk-devices\.rules)$/, () => BY_PROVISION],
  [/^\/etc\/asan-kiosk\/profile\.yaml$/, () => BY_RESTORE],
  [/^\/etc\/asan-kiosk\//, () => BY_ORDER],
  [/^\/etc\/machine-id$/, () => 'the log knows the id: ls /var/log/journal, then echo ID | sudo tee /etc/machine-id'],
  [/^\/etc\/hosts$/, () => "printf '127.0.0.1 localhost\\n127.0.1.1 %s\\n' $(uname -n) | sudo tee /etc/hosts"],
  [/^\/etc\/(passwd|group|shadow)$/, (path) => `sudo cp -a ${path}- ${path}`],
  [/ssh_host_/, (path) => `sudo rm ${path} && sudo ssh-keygen -A`],
  [/^\/etc\/ssl\/certs\//, () => 'sudo update-ca-certificates --fresh'],
];

const OF_DEBIAN = [
  '/etc/hosts',
  '/etc/passwd',
  '/etc/group',
  '/etc/shadow',
  '/etc/machine-id',
  '/etc/nsswitch.conf',
  '/etc/ssl/certs/ca-certificates.crt',
];

/** Longer files have their own checks. */
const MOST_BYTES = 65_536;

const MAY_BE_EMPTY = ['/etc/asan-kiosk/allowed-hosts'];

function emptyFinding({ machine }: MachineContext): CheckFinding {
  const secrets = CREDENTIAL_FOLDERS.flatMap((folder) =>
    namesIn(machine, folder)
      .filter((name) => name.startsWith('asan-kiosk.'))
      .map((name) => `${folder}/${name}`),
  );
  const keys = namesIn(machine, '/etc/ssh')
    .filter((name) => /^ssh_host_\w+_key$/.test(name))
    .map((name) => `/etc/ssh/${name}`);
  const places = [
    ...secrets,
    ...filesBelow(machine, INSTALLED.config),
    INSTALLED.deviceRules,
    INSTALLED.kioskDropIn,
    ...OF_DEBIAN,
    ...keys,
  ];
  const empty = places.filter((path) => {
    const its = readFileStatus(machine, path);
    if (its?.is !== 'file' || its.bytes > MOST_BYTES) return false;
    return its.bytes === 0 ? !MAY_BE_EMPTY.includes(path) : /^\0+$/.test(textOf(machine, path) ?? '');
  });
  if (empty.length === 0) return good(`${places.length} files, none of them empty`);
  const are = empty.every((path) => readFileStatus(machine, path)?.bytes === 0) ? 'empty' : 'empty or full of zeros';
  return bad(
    `${listShort(empty, 8)}: ${are}, so the program that reads it fails at its next start`,
    [...new Set(empty.map(cureOf))].join('; then: '),
  );
}

const cureOf = (path: string): string => CURES.find(([its]) => its.test(path))?.[1](path) ?? REINSTALL_KIOSK_FIX;

/** The reports cannot be made again. */
function reportsFinding({ machine }: MachineContext): CheckFinding {
  const files = namesIn(machine, INSTALLED.acceptance).filter((name) => /^\d+\.json$/.test(name));
  if (files.length === 0) return skipped('none: this cabinet was not accepted yet');
  const wrong = files.filter((name) => parseReport(textOf(machine, `${INSTALLED.acceptance}/${name}`) ?? '') === null);
  if (wrong.length === 0) return good(`${files.length} reports`);
  return warning(
    `${listShort(wrong.map((name) => `${INSTALLED.acceptance}/${name}`))}: not a report of an acceptance test`,
    'restore it from a backup, or repeat the acceptance test: sudo asan-kiosk accept',
  );
}

export const EMPTY_FILE_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'empty-files',
    title: 'Files that must not be empty: secrets, certificates, settings',
    expected: 'each has content',
    look: emptyFinding,
  }),
  installedCheck('files')({
    id: 'acceptance-reports',
    title: 'Reports of acceptance tests',
    expected: 'each can be read',
    look: reportsFinding,
  }),
];
