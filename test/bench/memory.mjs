// @ts-check
import { readFileSync } from 'node:fs';
import { openGlass } from './glass-socket.mjs';
import { median, rounded } from './numbers.mjs';
import { makePaidVisit } from './paid-visit.mjs';
import { request, startBareServer, startKiosk } from './processes.mjs';

const TIMES = 10;
/** Number of kiosks. With one, the result depends on V8's last garbage collection. */
const KIOSKS = 3;
const LIMIT_MB = 110;
const LIMIT_RATIO = 2.2;

/**
 * Measures memory after ten paid visits, compared with a bare server after ten requests: medians of three. Read right after the last visit,
 * without a forced collection.
 *
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureMemory() {
  const bareMb = median(await Promise.all(Array.from({ length: KIOSKS }, ofBareServer)));
  const kiosks = await Promise.all(Array.from({ length: KIOSKS }, ofKiosk));
  const each = kiosks.map(({ afterMb }) => afterMb).sort((a, b) => a - b);
  const beforeMb = median(kiosks.map((kiosk) => kiosk.beforeMb));
  const afterMb = median(each);
  return [
    {
      name: 'memory after ten paid visits',
      unit: 'MB',
      value: rounded(afterMb, 1),
      limit: LIMIT_MB,
      note: `VmRSS of ${KIOSKS}: ${each.map((mb) => mb.toFixed(1)).join(', ')}; ${beforeMb.toFixed(1)} before the first visit`,
    },
    {
      name: 'memory / bare node after ten requests',
      unit: 'x',
      value: rounded(afterMb / bareMb, 2),
      limit: LIMIT_RATIO,
      note: `medians; bare node ${bareMb.toFixed(1)} MB`,
    },
  ];
}

async function ofBareServer() {
  const bare = await startBareServer();
  try {
    for (let time = 0; time < TIMES; time += 1) await request(bare.url);
    return residentMb(bare.pid);
  } finally {
    await bare.stop();
  }
}

async function ofKiosk() {
  const kiosk = await startKiosk();
  try {
    await request(kiosk.url);
    const glass = await openGlass(kiosk.url);
    const beforeMb = residentMb(kiosk.pid);
    for (let time = 0; time < TIMES; time += 1) await makePaidVisit(glass);
    const afterMb = residentMb(kiosk.pid);
    glass.close();
    return { beforeMb, afterMb };
  } finally {
    await kiosk.stop();
  }
}

/**
 * Resident memory of a process in MB of 10⁶ bytes.
 *
 * @param {number} pid
 */
export function residentMb(pid) {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`process ${pid} has no memory`);
  return (Number(kib) * 1024) / 1e6;
}
