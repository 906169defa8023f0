import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { type ListeningPrinter, listenHttp } from '../../simulators/document-printer/http.ts';
import { createDocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { type SimulatorProcess, simulator } from '../support/command.ts';
import { type ScriptedTechnician, tcpProfileLink, technicianAt } from '../support/technician.ts';

const printer = createDocumentPrinterSimulator({ clock: realClock });
let listening: ListeningPrinter;
let receipts: SimulatorProcess;
let technician: ScriptedTechnician;

beforeAll(async () => {
  receipts = await simulator(['printer', '--tcp', '0']);
  listening = await listenHttp(printer, 0);
  technician = technicianAt([
    ['uri: simulated', `uri: "ipp://127.0.0.1:${listening.port}/ipp/print"`],
    ['model: epson-tm-t20, link: simulated', `model: epson-tm-t20, link: ${tcpProfileLink(receipts)}`],
  ]);
});
afterAll(async () => {
  printer.close();
  await listening.close();
  await receipts.end();
  technician.end();
});

function lettersOnSheet(): string {
  const pdf = printer.jobs().at(-1)?.pdf;
  if (!pdf) throw new Error('no sheet was printed');
  const file = join(technician.folder, 'sheet.pdf');
  writeFileSync(file, pdf);
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  return /^([A-Z] ?){5}[A-Z]$/m.exec(text)?.[0] ?? '';
}

it('when the letters of the sheet are typed, then the step passes', async () => {
  const { json } = await technician.test({ only: ['sheet'] }, [[/^Type the six large letters on/, lettersOnSheet]]);
  expect(json?.report.results.find(({ step }) => step === 'sheet')).toMatchObject({
    outcome: 'ok',
    seen: 'sheet-came',
    detail: '1 sheets counted',
    devices: [{ kind: 'document printer', at: expect.stringContaining('ipp://127.0.0.1') }],
  });
});

it('when wrong letters are typed or the paper is out, then the step fails', async () => {
  const guessed = await technician.test({ only: ['sheet'] }, [
    [/^Type the six large letters on/, () => 'AAAAAA'],
    [/^Enter: repeat/, () => 's'],
  ]);
  expect(guessed.json?.report.failures).toMatchObject([{ step: 'sheet', code: 'ACC-113' }]);
  printer.setPaper(0);
  const { json } = await technician.test({ only: ['sheet'] }, [[/^Enter: repeat/, () => 's']]);
  expect(json?.report.failures).toMatchObject([{ step: 'sheet', code: 'PRN-111' }]);
  expect(json?.report.number).toBe((guessed.json?.report.number ?? 0) + 1);
});
