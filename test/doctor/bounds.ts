import { classifyBytes } from '../../provisioning/doctor/heard.ts';
import { type BoundPair, boundPair } from '../bounds/pair.ts';
import {
  comparisonsBetweenRows,
  comparisonsOfTextOnly,
  type DoctorSheet,
  roundingWithBound,
  skippedCheck,
} from './row.ts';

const LETTER = 0x61;
const heard = (...bytes: readonly number[]) => classifyBytes(Uint8Array.from(bytes)).is;

export const ANSWER_PAIRS: readonly BoundPair[] = [
  boundPair('heard.ts: byte >= 0x20', [0x20, 'text'], [0x1f, 'noise'], (byte) => heard(byte, byte, byte, byte)),
  boundPair('heard.ts: byte < 0x7f', [0x7e, 'text'], [0x7f, 'noise'], (byte) => heard(byte, LETTER, LETTER, LETTER)),
  boundPair('heard.ts: bytes.length >= ENOUGH_BYTES', [4, 'text'], [3, 'noise'], (length) =>
    heard(...Array.from({ length }, () => LETTER)),
  ),
  boundPair('heard.ts: letters / bytes.length > 0.95', [21, 'text'], [20, 'noise'], (length) =>
    heard(0xff, ...Array.from({ length: length - 1 }, () => LETTER)),
  ),
];

export const SHARED_SHEET: DoctorSheet = [
  skippedCheck('serial-modules', 'the profile has no serial device'),
  skippedCheck('chip-reader-port', 'the profile has none'),
  skippedCheck('chip-reader', 'the profile has none'),
  skippedCheck('trust', 'the profile has no reader of chips'),
  skippedCheck('scanner-mode', 'no scanner is plugged in'),
  skippedCheck('lines', 'the profile has none'),
  ...comparisonsBetweenRows(
    'device-checks.ts: its.foreignBytes() > 0',
    'device-checks.ts: its.heard().length > 1',
    'doctor.ts: journal.value.modifiedMs > started',
    'doctor.ts: modifiedMs <= machine.now().getTime()',
    'doctor.ts: modifiedMs > started',
    'gpio.ts: its.length > 1',
    'gpio.ts: offset >= (its[0]?.lines ?? 0)',
    'heard.ts: bytes.length >= 3',
    'heard.ts: framedBytes(bytes, framer()) >= ENOUGH_BYTES',
  ),
  roundingWithBound('device-checks.ts: Math.ceil(LAST_MS * timeFactor)', null),
  ...comparisonsOfTextOnly(
    'check.ts: all.length > most',
    'config-files.ts: one.name < other.name',
    'doctor.ts: waiting.length > MOST_WAITING',
    'last-error.ts: text.length > LONGEST',
    'machine-port.ts: words.length <= LONGEST_COMMAND',
    'package-cure.ts: others.length < names.length',
    'report.ts: ids.length > MOST_NAMED',
    // Symbolic links in a ring end at this number, as in the kernel.
    'resting-place.ts: nth < MOST_LINKS',
    'running-causes.ts: (readFileStatus(machine, path)?.modifiedMs ?? 0) > started',
    'take-away.ts: files.length > MOST_REMOVED_FILES',
    'wire-probe.ts: count >= MOST_HEARD_BYTES',
  ),
  roundingWithBound('doctor.ts: Math.round((io.clock.now() - began) / 1_000)', null),
];
