import { realClock } from '../../drivers/clock.ts';
import { confirmKeypad, confirmScanner } from '../../provisioning/find/confirm-hid.ts';
import { hidDevices } from '../../provisioning/find/hid-devices.ts';

/*
 * Run as a process of its own by find-hid.test.ts, with a virtual device before it: finds the HID devices, then waits until one
 * of them is used. Prints both, one JSON value a line.
 */

const say = (what: string, value: unknown) => process.stdout.write(`${JSON.stringify({ what, value })}\n`);

const stop = new AbortController();
const io = { clock: realClock, note: (line: string) => void say('note', line), signal: stop.signal };
const found = await hidDevices(io);
say('found', found);
const confirm = process.argv[2] === 'keypad' ? confirmKeypad : confirmScanner;
say('confirmed', await confirm(found, io));
