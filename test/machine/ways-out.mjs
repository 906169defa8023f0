// @ts-check
/*
 * Known ways out of a kiosk's page. The machine has a touch screen, a keyboard port and USB. Each way begins at the first screen.
 *
 * `does`, in order:
 *
 * - `keys`: pressed together, by QEMU's QKeyCode;
 * - `touch`: fingers, each a list of points in thousandths of width and height, within `ms`;
 * - `plug`: a hot-added device, with the keys pressed on it; `unplug`: its id;
 * - `root`, `glass`: a command as root, or as the browser's user in its unit; `fails`: it must fail;
 * - `wait`: milliseconds, such as for a restart of the browser.
 *
 * `holds`: names in `INVARIANTS`.
 */

/**
 * Facts of the machine that must hold after a way.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const INVARIANTS = {
  page: 'the page of the kiosk answers its heartbeats (GET /glass/page says less than 2000)',
  screen: 'the screen is the first screen of the kiosk again, pixel by pixel but for the clock',
  touch: 'a touch on a language begins a visit',
  terminal: 'the active virtual terminal is tty1 (/sys/class/tty/tty0/active)',
  boot: 'the id of the boot is the one of before',
  one: 'the browser has one page: one renderer with a tab, no address but the kiosk’s in its command lines or its log',
  refused: 'the log of the kiosk has usb.refused with SVC-105',
  nothing: 'nothing new is in the folders that the browser’s user may write, but its own profile',
  units: 'asan-kiosk and asan-glass are active',
};

const CALM = ['page', 'screen', 'touch', 'terminal', 'boot', 'one', 'units'];

/** @typedef {readonly (readonly [number, number])[]} Finger */

/**
 * @param {string} id
 * @param {string} what
 * @param {readonly string[]} keys
 */
const key = (id, what, ...keys) => ({ id, kind: 'key', what, does: [{ keys }], holds: CALM });

/**
 * @param {string} id
 * @param {string} what
 * @param {number} ms
 * @param {readonly Finger[]} fingers
 */
const gesture = (id, what, ms, ...fingers) => ({
  id,
  kind: 'gesture',
  what,
  does: [{ touch: fingers, ms }, { wait: 500 }],
  holds: ['page', 'terminal', 'boot', 'one', 'units', 'nothing'],
});

/**
 * @param {string} id
 * @param {string} what
 * @param {Readonly<Record<string, unknown>>} device
 * @param {readonly string[]} holds
 * @param {readonly (readonly string[])[]} presses
 */
const plug = (id, what, device, holds, ...presses) => ({
  id,
  kind: 'plug',
  what,
  does: [{ plug: { id: `way-${id}`, ...device }, presses }, { wait: 12_000 }, { unplug: `way-${id}` }],
  holds: [...CALM, ...holds],
});

/**
 * @param {string} id
 * @param {string} what
 * @param {string} command
 */
const refusedToGlass = (id, what, command) => ({
  id,
  kind: 'file',
  what,
  does: [{ glass: command, fails: true }],
  holds: CALM,
});

/**
 * @param {string} id
 * @param {string} what
 * @param {string} command
 * @param {number} wait
 * @param {readonly string[]} holds
 */
const crash = (id, what, command, wait, holds = CALM) => ({
  id,
  kind: 'crash',
  what,
  does: [{ root: command }, { wait }],
  holds,
});

/**
 * Tests access without reading: a read of a quiet device never ends. A missing file counts as refused.
 *
 * @param {string} file
 */
const opens = (file) => `[ ! -e ${file} ] || : < ${file}`;

const MIDDLE = /** @type {const} */ ([500, 500]);
const RENDERER = "pkill -f '[t]ype=renderer'"; // brackets keep the shell out of its own match

const KEYS = [
  key('new-window', 'a window with an address bar', 'ctrl', 'n'),
  key('new-tab', 'a tab', 'ctrl', 't'),
  key('new-incognito', 'a window of the other mode', 'ctrl', 'shift', 'n'),
  key('reopen-tab', 'the tab that was closed last', 'ctrl', 'shift', 't'),
  key('close-tab', 'the page is closed', 'ctrl', 'w'),
  key('close-window', 'the window is closed', 'alt', 'f4'),
  key('quit', 'the browser is ended', 'ctrl', 'shift', 'q'),
  key('address-l', 'the address bar', 'ctrl', 'l'),
  key('address-d', 'the address bar', 'alt', 'd'),
  key('address-f6', 'the address bar', 'f6'),
  key('menu-f', 'the menu of the browser', 'alt', 'f'),
  key('menu-f10', 'the menu of the browser', 'f10'),
  key('context-menu', 'the menu of the page', 'menu'),
  key('context-shift-f10', 'the menu of the page', 'shift', 'f10'),
  key('home', 'the page of the browser itself', 'alt', 'home'),
  key('back', 'the start page with its key', 'alt', 'left'),
  key('forward', 'a page of before', 'alt', 'right'),
  key('back-backspace', 'the start page with its key', 'alt', 'backspace'),
  key('reload', 'another page while the kiosk is away', 'ctrl', 'r'),
  key('reload-f5', 'another page while the kiosk is away', 'f5'),
  key('reload-hard', 'another page while the kiosk is away', 'ctrl', 'shift', 'r'),
  key('history', 'what was looked at', 'ctrl', 'h'),
  key('downloads', 'the list of downloads', 'ctrl', 'j'),
  key('bookmarks', 'the list of bookmarks', 'ctrl', 'shift', 'o'),
  key('bookmark', 'a dialog', 'ctrl', 'd'),
  key('bookmark-bar', 'a bar over the page', 'ctrl', 'shift', 'b'),
  key('find', 'a bar over the page', 'ctrl', 'f'),
  key('find-next', 'a bar over the page', 'f3'),
  key('open-file', 'a dialog with folders', 'ctrl', 'o'),
  key('save', 'a dialog with folders', 'ctrl', 's'),
  key('print', 'a dialog of the printer', 'ctrl', 'p'),
  key('print-system', 'a dialog of the printer', 'ctrl', 'shift', 'p'),
  key('source', 'the source of the page', 'ctrl', 'u'),
  key('devtools', 'tools of developers', 'f12'),
  key('devtools-i', 'tools of developers', 'ctrl', 'shift', 'i'),
  key('devtools-j', 'tools of developers', 'ctrl', 'shift', 'j'),
  key('devtools-c', 'tools of developers', 'ctrl', 'shift', 'c'),
  key('task-manager', 'the list of tasks, where one can be ended', 'shift', 'esc'),
  key('clear-data', 'a page of settings', 'ctrl', 'shift', 'delete'),
  key('profiles', 'another profile', 'ctrl', 'shift', 'm'),
  key('help', 'a page of the world', 'f1'),
  key('feedback', 'a form that is sent away', 'alt', 'shift', 'i'),
  key('caret', 'a question', 'f7'),
  key('fullscreen', 'the page without its whole screen', 'f11'),
  key('zoom-in', 'a page that no longer fits', 'ctrl', 'equal'),
  key('zoom-out', 'a page that nobody can read', 'ctrl', 'minus'),
  key('next-tab', 'another tab', 'ctrl', 'tab'),
  key('escape', 'the whole screen is left', 'esc'),
  key('compositor-exit', 'the compositor is ended', 'alt', 'esc'),
  key('windows', 'another window', 'alt', 'tab'),
  key('super', 'a menu of the desktop', 'meta_l'),
  key('super-l', 'a lock screen', 'meta_l', 'l'),
  key('vt-1', 'the console', 'ctrl', 'alt', 'f1'),
  key('vt-2', 'another console', 'ctrl', 'alt', 'f2'),
  key('vt-6', 'another console', 'ctrl', 'alt', 'f6'),
  key('vt-left', 'the console to the left', 'alt', 'left'),
  key('reboot', 'the machine is rebooted', 'ctrl', 'alt', 'delete'),
  key('zap', 'the display server is ended', 'ctrl', 'alt', 'backspace'),
  key('sysrq-b', 'the kernel reboots', 'alt', 'sysrq', 'b'),
  key('sysrq-k', 'the kernel ends what is on this console', 'alt', 'sysrq', 'k'),
  key('sysrq-e', 'the kernel ends every process', 'alt', 'sysrq', 'e'),
  key('power', 'the machine is switched off', 'power'),
  key('sleep', 'the machine sleeps', 'sleep'),
  key('typed', 'letters into the page', 'a', 'b', 'c', 'ret'),
];

const GESTURES = [
  gesture('swipe-right', 'the page of before', 300, [
    [10, 500],
    [800, 500],
  ]),
  gesture('swipe-left', 'the page after', 300, [
    [990, 500],
    [200, 500],
  ]),
  gesture('edge-top', 'a bar that comes from above', 400, [
    [500, 1],
    [500, 600],
  ]),
  gesture('edge-bottom', 'a bar or a keyboard that comes from below', 400, [
    [500, 999],
    [500, 400],
  ]),
  gesture('edge-left', 'a menu at the side', 400, [
    [1, 500],
    [600, 500],
  ]),
  gesture('pull-to-refresh', 'the page is loaded anew', 900, [
    [500, 150],
    [500, 950],
  ]),
  gesture(
    'pinch-out',
    'the page becomes larger',
    500,
    [
      [480, 500],
      [200, 300],
    ],
    [
      [520, 500],
      [800, 700],
    ],
  ),
  gesture(
    'pinch-in',
    'all pages beside each other',
    500,
    [
      [200, 300],
      [480, 500],
    ],
    [
      [800, 700],
      [520, 500],
    ],
  ),
  gesture('long-press', 'text is selected, or a menu comes', 1_500, [MIDDLE, MIDDLE]),
  gesture('double-tap', 'text is selected, or the page becomes larger', 150, [MIDDLE, MIDDLE], [MIDDLE, MIDDLE]),
  gesture(
    'two-finger-tap',
    'a menu',
    100,
    [
      [450, 500],
      [450, 500],
    ],
    [
      [550, 500],
      [550, 500],
    ],
  ),
  gesture(
    'three-finger-swipe',
    'a gesture of a desktop',
    300,
    [
      [300, 800],
      [300, 200],
    ],
    [
      [500, 800],
      [500, 200],
    ],
    [
      [700, 800],
      [700, 200],
    ],
  ),
  gesture(
    'four-finger-pinch',
    'a gesture of a desktop',
    300,
    [
      [200, 200],
      [480, 480],
    ],
    [
      [800, 200],
      [520, 480],
    ],
    [
      [200, 800],
      [480, 520],
    ],
    [
      [800, 800],
      [520, 520],
    ],
  ),
  gesture(
    'ten-fingers',
    'more fingers than the page expects',
    200,
    ...Array.from(
      { length: 10 },
      (_, nth) =>
        /** @type {Finger} */ ([
          [50 + 100 * nth, 500],
          [50 + 100 * nth, 510],
        ]),
    ),
  ),
  gesture(
    'corners',
    'a hidden menu of a corner',
    800,
    [
      [1, 1],
      [1, 1],
    ],
    [
      [999, 1],
      [999, 1],
    ],
    [
      [1, 999],
      [1, 999],
    ],
    [
      [999, 999],
      [999, 999],
    ],
  ),
  gesture('drag-text', 'something is dragged out of the page', 1_200, [MIDDLE, [995, 5]]),
];

const PLUGS = [
  plug(
    'keyboard',
    'a keyboard',
    { driver: 'usb-kbd' },
    ['refused'],
    ['ctrl', 'n'],
    ['alt', 'f4'],
    ['ctrl', 'alt', 'f2'],
  ),
  plug('mouse', 'a mouse: a pointer, and a right button', { driver: 'usb-mouse' }, ['refused']),
  plug('tablet', 'a pen, which is a pointer', { driver: 'usb-tablet' }, ['refused']),
  plug('stick', 'a stick that is mounted or asked about', { driver: 'usb-storage', drive: 'spare' }, [
    'refused',
    'nothing',
  ]),
  plug('network', 'a network card that leads everything elsewhere', { driver: 'usb-net', netdev: 'spare' }, [
    'refused',
  ]),
  plug('audio', 'a sound card', { driver: 'usb-audio', audiodev: 'none' }, ['refused']),
  plug('card-reader', 'a chip reader that is not of this cabinet', { driver: 'usb-ccid' }, ['refused']),
  plug(
    'serial',
    'a serial adapter with the ids and another number',
    { driver: 'usb-serial', chardev: 'spare', serial: 'OTHER', 'always-plugged': true },
    ['refused'],
  ),
  plug('hub', 'a hub with more sockets', { driver: 'usb-hub' }, ['refused']),
];

const FILES = [
  refusedToGlass('read-ledger', 'the ledger', 'cat /var/lib/asan-kiosk/ledger.db'),
  refusedToGlass('list-state', 'what the kiosk keeps', 'ls /var/lib/asan-kiosk'),
  refusedToGlass('read-profile', 'the profile, with the password of the terminal', 'cat /etc/asan-kiosk/profile.yaml'),
  refusedToGlass(
    'read-credentials',
    'the key of the kiosk',
    'cat /etc/credstore/* /etc/credstore.encrypted/* | grep -q .',
  ),
  refusedToGlass('write-start-page', 'a start page of somebody else', 'touch /var/lib/asan-kiosk/glass/start.html'),
  refusedToGlass('open-hid', 'the scanner', opens('/dev/hidraw0')),
  refusedToGlass('open-tty', 'the terminal for cards', opens('/dev/ttyUSB0')),
  refusedToGlass('become-root', 'rights of root', 'sudo -n true || su -c true'),
  refusedToGlass('reboot-as-glass', 'the machine is rebooted', 'systemctl reboot'),
  // Unused address: a request that is not refused at once was let out.
  refusedToGlass(
    'network-as-glass',
    'the world',
    'timeout 5 bash -c "exec 3<>/dev/tcp/192.0.2.1/80" || [ $? -eq 124 ]',
  ),
  refusedToGlass(
    'dns-as-glass',
    'a name server, by which data can leave',
    'bash -c "echo data >/dev/udp/192.0.2.1/53"',
  ),
];

const CRASHES = [
  crash('renderer-killed', 'a page of the browser about a crash', RENDERER, 30_000),
  crash('renderer-hung', 'a page that hangs', RENDERER.replace('pkill', 'pkill -STOP'), 45_000),
  crash('browser-killed', 'the console behind the browser', 'pkill -KILL -o chromium', 30_000),
  crash('compositor-killed', 'the console behind the compositor', 'pkill -KILL cage', 30_000),
  crash('gpu-killed', 'a black screen', "pkill -f '[t]ype=gpu-process'", 20_000),
  crash('launcher-killed', 'a screen that nobody looks after', 'systemctl kill -s KILL asan-glass', 40_000),
  crash(
    'launcher-hung',
    'a screen that nobody looks after',
    'systemctl kill -s STOP --kill-whom=main asan-glass',
    75_000,
  ),
  crash('kiosk-killed', 'an error page with a button', 'systemctl kill -s KILL asan-kiosk', 30_000),
  crash(
    'kiosk-hung',
    'a page that takes touches for nobody',
    'systemctl kill -s STOP --kill-whom=main asan-kiosk',
    75_000,
  ),
  crash(
    'kiosk-stopped',
    'an error page with a button',
    'systemctl stop asan-kiosk && sleep 5 && systemctl start asan-kiosk',
    30_000,
  ),
  crash(
    'other-origin',
    'another page, by whoever steers the browser',
    'runuser -u asan-glass -- /usr/lib/chromium/chromium --user-data-dir=/run/asan-glass/browser https://example.org/',
    5_000,
  ),
  crash(
    'memory',
    'a browser that the kernel ends',
    'echo 1000 >/proc/$(pgrep -o -f [t]ype=renderer)/oom_score_adj; echo f >/proc/sysrq-trigger',
    45_000,
  ),
];

export const WAYS_OUT = [...KEYS, ...GESTURES, ...PLUGS, ...FILES, ...CRASHES];
