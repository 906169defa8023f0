import { seedOfCommit } from '../support/commit.ts';

/** `npm test` runs one in so many parts of the slow files. The commit chooses the part. */
const PARTS = 3;

/** Seconds that a slow test file took beside others, on two cores. The files of money, of a killed kiosk and of the visit are not here. */
export const SLOW_FILES: Readonly<Record<string, number>> = {
  'test/browser/accept-touch.test.ts': 11,
  'test/browser/code-on-glass.test.ts': 13,
  'test/browser/continuing.test.ts': 32,
  'test/browser/demo.test.ts': 24,
  'test/browser/dev.test.ts': 11,
  'test/browser/dock-trace.test.ts': 9,
  'test/browser/dock.test.ts': 58,
  'test/browser/door.test.ts': 90,
  'test/browser/every-control.test.ts': 11,
  'test/browser/finding.test.ts': 37,
  'test/browser/gallery.test.ts': 19,
  'test/browser/glass-key.test.ts': 10,
  'test/browser/heard-and-reached.test.ts': 10,
  'test/browser/idle.test.ts': 5,
  'test/browser/keypad-reach.test.ts': 60,
  'test/browser/keypad.test.ts': 60,
  'test/browser/maintenance-layout.test.ts': 13,
  'test/browser/maintenance.test.ts': 90,
  'test/browser/phone-identity.test.ts': 40,
  'test/browser/scan.test.ts': 60,
  'test/browser/seen-at-once.test.ts': 11,
  'test/browser/services.test.ts': 51,
  'test/browser/technician.test.ts': 22,
  'test/browser/touches.test.ts': 26,
  'test/browser/trouble.test.ts': 56,
  'test/browser/verify.test.ts': 8,
  'test/integration/accept-sheet.test.ts': 16,
  'test/integration/alerts.test.ts': 19,
  'test/integration/document-printer-ippeveprinter.test.ts': 20,
  'test/integration/find-pty.test.ts': 19,
  'test/integration/mrz-dialects-pty.test.ts': 9,
  'test/integration/office-postgres.test.ts': 9,
  'test/integration/office-race.test.ts': 8,
  'test/integration/on-hand-path.test.ts': 13,
  'test/integration/paper-ocr.test.ts': 15,
  'test/integration/pcsc.test.ts': 15,
  'test/integration/pn532-libnfc.test.ts': 9,
  'test/integration/printer-tcp.test.ts': 7,
  'test/integration/prove-trial.test.ts': 42,
  'test/integration/scripted-devices.test.ts': 7,
  'test/integration/serial-pty.test.ts': 16,
  'test/integration/web-limits.test.ts': 7,
  'test/papers/found-again.wires.test.ts': 9,
  'test/papers/papers.wires.test.ts': 10,
  'test/processes/accept.test.ts': 30,
  'test/processes/bus.test.ts': 11,
  'test/processes/canary.test.ts': 105,
  'test/processes/chip-kiosk.test.ts': 22,
  'test/processes/cli.test.ts': 26,
  'test/processes/continue-elsewhere.test.ts': 37,
  'test/processes/documents.test.ts': 22,
  'test/processes/enrolment.test.ts': 17,
  'test/processes/glass-chain.test.ts': 31,
  'test/processes/metrics.test.ts': 21,
  'test/processes/my-application.test.ts': 11,
  'test/processes/provision.test.ts': 11,
  'test/processes/replay.test.ts': 17,
  'test/processes/tarball.test.ts': 17,
  'test/processes/transparency.test.ts': 13,
};

/** Slow files in `PARTS` parts of about equal seconds. */
export function partsOf(files: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  const parts = Array.from({ length: PARTS }, () => ({ files: [] as string[], seconds: 0 }));
  for (const [file, seconds] of Object.entries(files).sort(([, a], [, b]) => b - a)) {
    const shortest = parts.reduce((least, part) => (part.seconds < least.seconds ? part : least));
    shortest.files.push(file);
    shortest.seconds += seconds;
  }
  return parts.map((part) => part.files);
}

/** Slow files that `npm test` leaves to other commits. `npm run prove -- whole` runs all files. */
export function filesOfOtherCommits(): readonly string[] {
  const parts = partsOf(SLOW_FILES);
  const own = seedOfCommit() % PARTS;
  return parts.flatMap((files, at) => (at === own ? [] : files));
}
