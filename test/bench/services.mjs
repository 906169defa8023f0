// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { anyVisit } from './any-visit.mjs';
import { openGlass } from './glass-socket.mjs';
import { residentMb } from './memory.mjs';
import { median, rounded } from './numbers.mjs';
import { request, startKiosk } from './processes.mjs';

/** Of every paper and way to pay. */
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
const LIMIT_MS = 400;

/**
 * Ten visits for ten services, one after the other at one kiosk: the processor's time that each takes, in the process that also simulates the
 * devices and the back office, and what stays in memory.
 *
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureServices() {
  const kiosk = await startKiosk();
  try {
    await request(kiosk.url);
    const glass = await openGlass(kiosk.url);
    const times = [];
    for (const service of SERVICES) {
      const before = processorMs(kiosk.pid);
      await anyVisit(glass, service);
      times.push({ service, ms: processorMs(kiosk.pid) - before });
    }
    const afterMb = residentMb(kiosk.pid);
    glass.close();
    const slowest = times.reduce((most, each) => (each.ms > most.ms ? each : most));
    return [
      {
        name: "a visit's own time, median of ten services",
        unit: 'ms',
        value: rounded(median(times.map(({ ms }) => ms))),
        limit: LIMIT_MS,
        note: `of the processor, with simulated devices and back office; first ${rounded(times[0]?.ms ?? 0)}, most ${rounded(slowest.ms)} (${slowest.service})`,
      },
      {
        name: 'memory after ten visits of ten services',
        unit: 'MB',
        value: rounded(afterMb, 1),
        limit: LIMIT_MB,
        note: 'VmRSS of one',
      },
    ];
  } finally {
    await kiosk.stop();
  }
}

/** All threads of a process together. @param {number} pid */
function processorMs(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return ns.reduce((sum, each) => sum + each, 0) / 1e6;
}
