import type { WebStartError } from '../web/server.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

export type WebCode =
  | WebStartError['code']
  | 'WEB-104'
  | 'WEB-105'
  | 'WEB-106'
  | 'WEB-107'
  | 'WEB-108'
  | 'WEB-109'
  | 'LOG-101';

export const WEB_TEXTS: Readonly<Record<WebCode, TechnicianText>> = {
  'WEB-101': {
    title: 'Port is taken',
    means: 'Another program, perhaps a second kiosk, listens at the port of the page.',
    todo: [
      'Run `ss -ltnp`: it shows the program. If it is systemd, it holds the port for the kiosk of this machine: `sudo systemctl stop asan-kiosk.socket` frees it.',
      'Use another port with `--port` in a clone.',
      'End the other program on a kiosk, or set another `web.port` by an order.',
    ],
  },
  'WEB-102': {
    title: 'Page is not built',
    means: 'The folder of the page has no index.html.',
    todo: ['Run `npm run build` in a clone.', 'Install the package again on a kiosk: it is incomplete.'],
  },
  'WEB-103': {
    title: 'Port may not be opened by this user',
    means: 'Ports below 1024 belong to root.',
    todo: ['Choose a port from 1024 with `--port` or `web.port` of the profile.'],
  },
  'WEB-104': {
    title: 'Too many connections to the page',
    means:
      'A program on this machine holds 64 connections to the port of the page, and further connections are closed. A connected glass stays connected.',
    todo: [
      'Run `ss -tnp`: it shows the program. The browser of the kiosk needs seven connections.',
      'End that program.',
    ],
  },
  'WEB-105': {
    title: 'Connection without a request',
    means:
      'A program on this machine connected to the port of the page and sent no whole request within 5 seconds, or no HTTP. The connection was closed.',
    todo: [
      'If it is rare, do nothing: a browser may open a connection in advance.',
      'If it is frequent, run `ss -tnp`: it shows the program, such as a port scanner or a port monitor.',
    ],
  },
  'WEB-106': {
    title: 'Start page of the browser cannot be written',
    means:
      'The kiosk cannot write `glass/start.html` beside the ledger. Each start of the kiosk writes a new key there. Without it no browser is admitted, and the screen says that the kiosk is closed for a moment.',
    todo: [
      "Read the system's code in the log line `glass.no-start-page`. `ENOSPC`: the disk is full. `EACCES`: the folder `glass`, or one above it, belongs to another user. `sudo -u USER asan-kiosk doctor --profile FILE`, as the user of the kiosk, names it.",
      'Give the folder back: `sudo chown USER FOLDER`. The kiosk retries every ten seconds, and a waiting browser is then admitted.',
    ],
  },
  'WEB-107': {
    title: 'Page without the key of this kiosk',
    citizenSees: 'This page is not connected to the kiosk.',
    means:
      'A page was opened at the address of the kiosk instead of its start page, or it belongs to an ended kiosk process. It gets no screen of a visit, and its touches are ignored.',
    todo: [
      'Start the browser of the kiosk again, with `glass/start.html` beside the ledger: `chromium --kiosk file:///…/glass/start.html`.',
      "Put the browser's user into the group of the folder `glass` if the browser may not read that file.",
      'If it happens once after a restart of the kiosk, do nothing: the page goes back to its start page.',
      'If this line is frequent and the screen works, run `ss -tnp`. The command shows the program on this machine that tries to read the page. The firewall lets only root, the users of the kiosk, and members of `sudo` and `asan-kiosk-admin` connect.',
    ],
  },
  'WEB-108': {
    title: 'Another page is the glass now',
    citizenSees: 'This screen no longer belongs to the kiosk.',
    means:
      'The browser of the kiosk was started again, or its page was opened twice. The newest page is the glass; the earlier page shows this.',
    todo: [
      'Close the other window.',
      'If it happens again and again, look at the units of the service manager: two browsers are started.',
    ],
  },
  'WEB-109': {
    title: 'Page for Prometheus cannot be served',
    means:
      'The kiosk cannot listen at `metrics.port` of the profile, or at the address of `metrics.host`. It serves citizens anyway, and retries every half a minute.',
    todo: [
      "Read the system's code in the log line `metrics.not-served`. `EADDRINUSE`: another program uses that port (`ss -ltnp` shows it). `EADDRNOTAVAIL`: this machine does not have the address (`ip address`).",
      'If the network comes up later than the kiosk, do nothing: the page is served then.',
    ],
  },
  'LOG-101': {
    title: 'Lines of the log were held back',
    means:
      'One event was logged more than 60 times in a minute from one source. The rest was counted and not written, to protect the disk.',
    todo: [
      'Look at the first lines of the event in the field `held`: they show the source.',
      'If it is `wire.discarded`, look at the cable or the baud rate of the device. For `intent.refused`, `request.refused` or `glass.refused` run `ss -tnp`: it shows the program on this machine.',
    ],
  },
};
