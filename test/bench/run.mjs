// @ts-check
/** `npm run bench` prints measurements with their limits. A value over its limit does not fail: timing depends on other load. */
import { seconds } from '../tools/root.mjs';
import { measureChip } from './chip.mjs';
import { launchChromium } from './chromium.mjs';
import { measureColdStart } from './cold-start.mjs';
import { measureFirstScreen } from './first-screen.mjs';
import { measureLedger } from './ledger.mjs';
import { measureLog } from './log.mjs';
import { measureMemory } from './memory.mjs';
import { startKiosk } from './processes.mjs';
import { measureReceipt } from './receipt-size.mjs';
import { printReport, writeResults } from './report.mjs';
import { measureServices } from './services.mjs';
import { loadSources, standardReceipt } from './sources.mjs';
import { measureThroughput } from './throughput.mjs';
import { measureTouch } from './touch.mjs';

/**
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} act
 */
async function measured(what, act) {
  const started = performance.now();
  const result = await act();
  console.log(`bench ${what}: ${seconds(started)}`);
  return result;
}

async function onTheGlass() {
  const browser = await launchChromium();
  try {
    const kiosk = await startKiosk();
    try {
      const figures = [
        ...(await measured('first screen', () => measureFirstScreen(browser, kiosk.url))),
        ...(await measured('touch', () => measureTouch(browser, kiosk.url))),
      ];
      return { figures, version: browser.version() };
    } finally {
      await kiosk.stop();
    }
  } finally {
    await browser.close();
  }
}

const coldStart = await measured('cold start', measureColdStart);
const ledger = await measured('ledger', measureLedger);
const memory = await measured('memory', measureMemory);
const services = await measured('services', measureServices);
const glass = await onTheGlass();
const sources = await loadSources();
const receipt = standardReceipt();
const chips = await measured('chips', () => measureChip(sources));
const log = await measured('log', measureLog);
const figures = [
  ...coldStart,
  ...ledger,
  ...memory,
  ...services,
  ...glass.figures,
  ...measureReceipt(sources, receipt),
  ...chips,
  ...log,
];
const throughput = await measured('throughput', () => measureThroughput(sources, receipt));
printReport(figures, throughput);
writeResults(figures, throughput, glass.version);
