// Prints a receipt in Azerbaijani on an ESC/POS printer at a TCP port. Here a simulated one is there; without it, put the address of yours.
import { realClock as clock, tcpLink } from 'asan-kiosk/drivers';
import { createEscposPrinter, PRINTER_MODELS } from 'asan-kiosk/drivers/receipt-printer/escpos';
import { listenTcp } from 'asan-kiosk/simulators';
import { createPrinterSimulator } from 'asan-kiosk/simulators/receipt-printer';

const model = PRINTER_MODELS['epson-tm-t20'];
const wire = await listenTcp(0);
const simulator = createPrinterSimulator({ wire, clock, model });

const link = tcpLink({ host: '127.0.0.1', port: wire.port });
const printer = createEscposPrinter({ link, clock, model, random: Math.random, onDiscarded: console.warn });
// It is asked again for ever; until it answers, this says what it is.
await new Promise((resolve) =>
  printer.onStatus(({ device }) => (device === 'online' ? resolve(device) : console.error(`printer: ${device}`))),
);
const receipt = [{ text: 'ÖDƏNİLDİ' }, { columns: ['Dövlət rüsumu', '5,00 ₼'] }, { qr: 'https://example.org/1' }];
console.log(await printer.print({ lines: receipt, cut: true }, AbortSignal.timeout(30_000)));

for (const row of simulator.papers()[0]?.rows ?? []) if (row.kind === 'text') console.log(row.text);
await printer.close();
await wire.close();
