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
    means:
      'Another program, perhaps a second kiosk, listens at the port of the kiosk’s page. The kiosk does not start.',
    todo: [
      'Run `sudo ss -ltnp`: it shows the program. If it is systemd, systemd holds the port for the kiosk of this machine: `sudo systemctl stop asan-kiosk.socket` frees the port.',
      'In a clone of the repository, use another port with `--port`.',
      'On a kiosk, end the other program, or set another `web.port` by an order.',
    ],
  },
  'WEB-102': {
    title: 'Page is not built',
    means: 'The folder of the kiosk’s page has no index.html. The kiosk does not start.',
    todo: [
      'In a clone of the repository, run `npm run build`.',
      'On a kiosk, install the package again: it is incomplete.',
    ],
  },
  'WEB-103': {
    title: 'Port may not be opened by this user',
    means: 'The port of the kiosk’s page is below 1024, and only root may open such a port. The kiosk does not start.',
    todo: ['Choose a port from 1024 on with `--port` or `web.port` of the profile.'],
  },
  'WEB-104': {
    title: 'Too many connections to the page',
    means:
      'Programs on this machine hold 64 connections to the port of the page, and the kiosk closes further connections. The page of the citizen stays connected.',
    todo: [
      'Run `sudo ss -tnp`: it shows the program with most connections. The browser of the kiosk needs seven.',
      'End that program.',
    ],
  },
  'WEB-105': {
    title: 'Connection without a request',
    means:
      'A program on this machine connected to the port of the page and sent no whole request within 5 seconds, or no HTTP. The kiosk closed the connection.',
    todo: [
      'If it is rare, do nothing: a browser may open a connection before it needs one.',
      'If it is frequent, run `sudo ss -tnp`: it shows the program, such as a port scanner or a port monitor.',
    ],
  },
  'WEB-106': {
    title: 'Start page of the browser cannot be written',
    means:
      'The kiosk cannot write `glass/start.html` beside the ledger. Each start of the kiosk writes a new key into this file. Without the key the kiosk admits no browser, and the screen says that the kiosk is closed for a moment.',
    todo: [
      "Read the system's code in the log line `glass.no-start-page`. `ENOSPC`: the disk is full. `EACCES`: the folder `glass`, or a folder above it, belongs to another user. `sudo -u USER asan-kiosk doctor --profile FILE`, with the user of the kiosk, names the folder.",
      'Give the folder back to the user of the kiosk: `sudo chown USER FOLDER`. The kiosk retries every ten seconds, and then admits a waiting browser.',
    ],
  },
  'WEB-107': {
    title: 'Page without the key of this kiosk',
    citizenSees: 'This page is not connected to the kiosk.',
    means:
      'A browser opened the address of the kiosk instead of its start page, or its page comes from a kiosk process that has ended. The kiosk gives this page no screen and ignores its touches.',
    todo: [
      'Start the browser of the kiosk again, with `glass/start.html` beside the ledger: `chromium --kiosk file:///…/glass/start.html`.',
      "If the browser may not read `glass/start.html`, put the browser's user into the group of the folder `glass`.",
      'If it happens once after a restart of the kiosk, do nothing: the page goes back to its start page.',
      'If the log line is frequent and the screen works, run `sudo ss -tnp`: it shows the program on this machine that tries to read the page. The firewall lets only root, the users of the kiosk, and members of `sudo` and `asan-kiosk-admin` connect.',
    ],
  },
  'WEB-108': {
    title: 'Another page is the glass now',
    citizenSees: 'This screen no longer belongs to the kiosk.',
    means:
      'The browser of the kiosk was started again, or its page was opened twice. The newest page shows the screens of the kiosk; the earlier page shows only this text.',
    todo: [
      'Close the window with this text.',
      'If it happens again and again, look at the units of systemd: two of them may start a browser.',
    ],
  },
  'WEB-109': {
    title: 'Page for Prometheus cannot be served',
    means:
      'The kiosk cannot listen at `metrics.port` of the profile, or at the address of `metrics.host`. The kiosk serves citizens all the same, and retries every half a minute.',
    todo: [
      "Read the system's code in the log line `metrics.not-served`. `EADDRINUSE`: another program uses that port (`sudo ss -ltnp` shows it). `EADDRNOTAVAIL`: this machine does not have the address (`ip address`).",
      'If the network of the machine starts later than the kiosk, do nothing: the kiosk then serves the page.',
    ],
  },
  'LOG-101': {
    title: 'Lines of the log were held back',
    means:
      'One event happened more than 60 times within a minute, from one source. The log has its first 60 lines; the kiosk only counted the rest, to protect the disk.',
    todo: [
      'The field `held` names the event. Look at its first lines in the log: they show the source.',
      'If the event is `wire.discarded`, look at the cable and the baud rate of the device. If it is `intent.refused`, `request.refused` or `glass.refused`, run `sudo ss -tnp`: it shows the program on this machine.',
    ],
  },
};
