import { expect, test } from 'vitest';
import { encodeCommand } from './commands.ts';
import { receiptCommands } from './encode.ts';
import { chunksOf, sendTimes } from './print-job.ts';
import { PRINTER_MODELS } from './profile.ts';

const SMALL = PRINTER_MODELS['pos-5890'];
const long = { lines: Array.from({ length: 60 }, () => ({ text: 'Gəncə küçəsi' })), cut: true };

function jobOf(model: (typeof PRINTER_MODELS)[keyof typeof PRINTER_MODELS]) {
  const { setup, body } = receiptCommands(long, model);
  return [...setup, ...body];
}

test('chunks are small, whole commands, and leave nothing out', () => {
  const job = jobOf(SMALL);
  const chunks = chunksOf(job, SMALL);
  expect(chunks.flatMap((chunk) => chunk.commands)).toEqual(job);
  for (const chunk of chunks) {
    expect(chunk.commands.reduce((sum, command) => sum + encodeCommand(command).length, 0)).toBeLessThanOrEqual(512);
  }
});

test('what is not printed yet always fits the receive buffer', () => {
  const chunks = chunksOf(jobOf(SMALL), SMALL);
  const times = sendTimes(chunks, SMALL);
  expect(times.at(-1)).toBeGreaterThan(1_000);
  chunks.forEach((chunk, at) => {
    const printed = chunks.filter((earlier) => earlier.printMs <= times[at]!).at(-1)?.bytes ?? 0;
    expect(chunk.bytes - printed).toBeLessThanOrEqual(SMALL.receiveBufferBytes);
  });
});

test('a job that fits is sent at once', () => {
  const model = PRINTER_MODELS['epson-tm-t20'];
  const chunks = chunksOf(jobOf(model), model);
  expect(sendTimes(chunks, model).every((ms) => ms === 0)).toBe(true);
});
