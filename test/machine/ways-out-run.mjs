// @ts-check
/** Tries known ways out of the kiosk's page. After each, the facts in `INVARIANTS` must hold. */
import { difference, pause } from './screen.mjs';
import { WAYS_OUT } from './ways-out.mjs';

/** Share of pixels that may differ from the first screen. */
const SAME = 0.002;
/** Seconds: an idle visit ends by itself. */
const BACK_S = 240;

const LOOK = `
echo "terminal=$(cat /sys/class/tty/tty0/active)"
echo "boot=$(cat /proc/sys/kernel/random/boot_id)"
echo "units=$(systemctl is-active asan-kiosk asan-glass | tr '\\n' ' ')"
echo "tabs=$(pgrep -fc '[t]ype=renderer')"
echo "addresses=$(pgrep -af '[c]hromium/chromium' | grep -o 'https\\?://[^ "]*' | grep -v '^http://127.0.0.1:8080' | sort -u | tr '\\n' ' ')"
echo "files=$(find / -xdev -newer /run/before -user asan-glass -not -path '/proc/*' 2>/dev/null | head -3 | tr '\\n' ' ')"
echo "refused=$(journalctl -u asan-kiosk --since "$(cat /run/before)" -o cat | grep -c usb.refused)"
echo "page=$(bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080; printf "GET /glass/page HTTP/1.1\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n" >&3; timeout 3 cat <&3' | grep -o 'heardMs":[0-9]*' | tail -1 | grep -o '[0-9]*$')"
`;

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 * @param {readonly string[]} names none means all
 * @param {(line: string) => void} tell
 * @returns {Promise<{ tried: number, findings: string[] }>}
 */
export async function tryWaysOut(machine, screen, names, tell) {
  const first = await screen.pixels();
  const before = await look(machine);
  /** @type {string[]} */
  const findings = [];
  const ways = WAYS_OUT.filter(({ id, kind }) => names.length === 0 || names.includes(id) || names.includes(kind));
  for (const [nth, way] of ways.entries()) {
    // Without the reset systemd would count the crashes of all ways together, and give up.
    await machine.shell('date "+%F %T" > /run/before; systemctl reset-failed');
    const failed = await attempt(machine, way.does);
    const back = await firstScreenAgain(machine, screen, first);
    if (way.holds.includes('refused')) await refusedIsSaid(machine);
    const now = await look(machine);
    // This check takes as long as the way itself, so only one key in eight has it.
    const touched = !back || (way.kind === 'key' && nth % EVERY !== 0) || (await beginsAVisit(machine, screen, first));
    const wrong = [...failed, ...judge(way.holds, before, now, { back, touched })];
    if (wrong.length > 0) findings.push(`${way.id} (${way.what}): ${wrong.join(', ')}`);
    tell(
      `${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${way.kind.padEnd(8)}${way.id}${wrong.length === 0 ? '' : `: ${wrong.join(', ')}`}`,
    );
    if (!back) await machine.shell('systemctl restart asan-kiosk asan-glass', { limitS: 120 });
  }
  return { tried: ways.length, findings };
}

const EVERY = 8;
const INTO_UNIT = 'echo $$ > /sys/fs/cgroup/system.slice/asan-glass.service/cgroup.procs';

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 * @param {Buffer} first
 */
async function beginsAVisit(machine, screen, first) {
  await machine.touch(0.3, 0.815);
  for (let tries = 0; tries < 20; tries += 1) {
    await pause(1_000);
    if (difference(first, await screen.pixels()) > 0.2) return firstScreenAgain(machine, screen, first);
  }
  return false;
}

/**
 * The kiosk looks twice, five seconds apart.
 *
 * @param {import('./machine.mjs').Machine} machine
 */
async function refusedIsSaid(machine) {
  const script = `journalctl -u asan-kiosk --since "$(cat /run/before)" -o cat | grep -q usb.refused`;
  for (let tries = 0; tries < 15 && (await machine.shell(script)).code !== 0; tries += 1) await pause(2_000);
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @returns {Promise<Record<string, string>>}
 */
async function look(machine) {
  const { said } = await machine.shell(LOOK);
  return Object.fromEntries(
    [...said.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, String(value).trim()]),
  );
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {readonly any[]} does
 * @returns {Promise<string[]>}
 */
async function attempt(machine, does) {
  for (const step of does) {
    if (step.keys) await machine.chord(step.keys);
    if (step.touch)
      await machine.fingers(
        step.touch.map((/** @type {import('./ways-out.mjs').Finger} */ path) =>
          path.map(([x, y]) => [x / 1000, y / 1000]),
        ),
        step.ms,
      );
    if (step.wait) await pause(step.wait);
    if (step.plug) {
      await machine.monitor('device_add', { ...step.plug, bus: 'usb.0', port: '7' });
      await pause(4_000);
      for (const keys of step.presses) await machine.chord(keys);
    }
    if (step.unplug) await machine.monitor('device_del', { id: step.unplug });
    if (step.root) await machine.shell(step.root, { limitS: 150 });
    if (step.glass) {
      const { code, said } = await machine.shell(
        `${INTO_UNIT} || exit 0; runuser -u asan-glass -- sh -c '${step.glass}'`,
        {
          limitS: 60,
        },
      );
      if (step.fails && code <= 0) return [`it did not fail: ${said.slice(0, 80)}`];
    }
  }
  await pause(1_500);
  return [];
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {import('./screen.mjs').Screen} screen
 * @param {Buffer} first
 */
async function firstScreenAgain(machine, screen, first) {
  const until = Date.now() + BACK_S * 1000;
  for (let tries = 0; Date.now() < until; tries += 1) {
    if (difference(first, await screen.pixels()) < SAME) return true;
    // On most pages the button to end is at the top, on the first at the bottom.
    if (tries === 1) await machine.touch(0.425, 0.029);
    if (tries === 2) await machine.touch(0.22, 0.95);
    await pause(2_000);
  }
  return false;
}

/**
 * @param {readonly string[]} holds
 * @param {Record<string, string>} before
 * @param {Record<string, string>} now
 * @param {{ back: boolean, touched: boolean }} screen
 * @returns {string[]} what does not hold
 */
function judge(holds, before, now, { back, touched }) {
  /** @type {Record<string, () => boolean>} */
  const asks = {
    // Milliseconds: four heartbeats of the page.
    page: () => now['page'] !== '' && Number(now['page']) < 2_000,
    screen: () => back,
    touch: () => touched,
    terminal: () => now['terminal'] === 'tty1',
    boot: () => now['boot'] === before['boot'],
    one: () => Number(now['tabs']) <= Number(before['tabs']) && now['addresses'] === before['addresses'],
    refused: () => Number(now['refused']) > 0,
    nothing: () => (now['files'] ?? '').split(' ').every((file) => file === '' || file.startsWith('/run/asan-glass')),
    units: () => /^active active/.test(now['units'] ?? ''),
  };
  const wrong = [...new Set([...holds, ...(back ? [] : ['screen'])])].filter((name) => !asks[name]?.());
  return wrong.map((name) => `${name}${now[name] === undefined ? '' : ` (${now[name]})`}`);
}
