// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { anyVisit } from './any-visit.mjs';
import { openGlass } from './glass-socket.mjs';
import { residentMb } from './memory.mjs';
import { median, rounded } from './numbers.mjs';
import { request, startKiosk } from './processes.mjs';

const SERVICES = [
  'identity-card-replacement',
  'identity-card-lost',
  'passport',
  'passport-urgent',
  'driving-licence-replacement',
  'criminal-record-certificate',
  'address-certificate',
  'social-insurance-extract',
  'utility-gas',
  'complaint',
];
const LIMIT_MB = 115;
/** The office makes and seals three documents in the same process. */
const LIMIT_WITH_SHEETS_MB = 190;
const LIMIT_MS = 400;

const KIOSKS = 3;

/**
 * Makes ten visits for ten services. Measures time and memory of the process, which also simulates devices and office. Medians of three
 * kiosks without a document printer; then the memory of one kiosk with it.
 *
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureServices() {
  const kiosks = [];
  for (let nth = 0; nth < KIOSKS; nth += 1) kiosks.push(await ofKiosk(withoutSheets));
  const withSheets = await ofKiosk();
  const firstMs = median(kiosks.map(({ times }) => times[0]?.ms ?? 0));
  const [slowest] = kiosks.flatMap(({ times }) => times).toSorted((a, b) => b.ms - a.ms);
  const each = kiosks.map(({ afterMb }) => afterMb).toSorted((a, b) => a - b);
  return [
    {
      name: "a visit's own time, median of ten services",
      unit: 'ms',
      value: rounded(median(kiosks.map(({ times }) => median(times.map(({ ms }) => ms))))),
      limit: LIMIT_MS,
      note: `of the processor, with simulated devices and back office; first ${rounded(firstMs)}, most ${rounded(slowest?.ms ?? 0)} (${slowest?.service})`,
    },
    {
      name: 'memory after ten visits of ten services',
      unit: 'MB',
      value: rounded(median(each), 1),
      limit: LIMIT_MB,
      note: `VmRSS of ${KIOSKS}: ${each.map((mb) => mb.toFixed(1)).join(', ')}`,
    },
    {
      name: 'the same with three documents on sheets',
      unit: 'MB',
      value: rounded(withSheets.afterMb, 1),
      limit: LIMIT_WITH_SHEETS_MB,
      note: 'VmRSS of one, with the office that makes and seals them',
    },
  ];
}

/** @param {string} profile */
const withoutSheets = (profile) => profile.replace(/^ *documentPrinter:.*\n/m, '');

/** @param {(profile: string) => string} [change] */
async function ofKiosk(change) {
  const kiosk = await startKiosk(undefined, change);
  try {
    await request(kiosk.url);
    const glass = await openGlass(kiosk.url);
    const times = [];
    for (const service of SERVICES) {
      const before = processorMs(kiosk.pid);
      await anyVisit(glass, service);
      times.push({ service, ms: processorMs(kiosk.pid) - before });
    }
    glass.close();
    return { times, afterMb: residentMb(kiosk.pid) };
  } finally {
    await kiosk.stop();
  }
}

/** @param {number} pid */
function processorMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return ns.reduce((sum, each) => sum + each, 0) / 1e6;
}
