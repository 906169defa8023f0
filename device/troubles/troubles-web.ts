import type { WebStartError } from '../web/server.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of the page's server and of the log's limits. */
export type WebCode =
  | WebStartError['code']
  | 'WEB-104'
  | 'WEB-105'
  | 'WEB-106'
  | 'WEB-107'
  | 'WEB-108'
  | 'WEB-109'
  | 'LOG-101';

export const WEB: Readonly<Record<WebCode, TechnicianText>> = {
  'WEB-101': {
    title: 'Port is taken',
    means: 'Another program, perhaps a second kiosk, listens at the port of the page.',
    todo: [
      '`ss -ltnp` shows which one. Is it systemd, it holds the port for the kiosk of this machine: `sudo systemctl stop asan-kiosk.socket` lets go of it.',
      'In a clone: another port with `--port`.',
      'On a kiosk: end the other program, or another `web.port` by an order.',
    ],
  },
  'WEB-102': {
    title: 'Page is not built',
    means: 'The folder of the page has no index.html.',
    todo: ['In a clone: `npm run build`.', 'On a kiosk: the package is incomplete; install it again.'],
  },
  'WEB-103': {
    title: 'Port may not be opened by this user',
    means: 'Ports below 1024 belong to root.',
    todo: ['Choose a port from 1024 with `--port` or `web.port` of the profile.'],
  },
  'WEB-104': {
    title: 'Too many connections to the page',
    means:
      'A program on this machine holds 64 connections to the port of the page, and further ones are closed. A glass that is connected stays so.',
    todo: ['`ss -tnp` shows which program; the browser of the kiosk needs seven.', 'End that program.'],
  },
  'WEB-105': {
    title: 'Connection without a request',
    means:
      'Something on this machine connected to the port of the page and sent no whole request within 5 seconds, or no HTTP. It was closed.',
    todo: [
      'Once in a while: a browser that opened a connection in advance.',
      'Often: `ss -tnp` shows which program; a port scanner or a monitor of ports does this.',
    ],
  },
  'WEB-106': {
    title: 'Start page of the browser cannot be written',
    means:
      'The kiosk cannot write `glass/start.html` beside the ledger. Each start of the kiosk writes another key there, so no browser is let in, and the screen says that the kiosk is closed for a moment.',
    todo: [
      'The log line `glass.no-start-page` has the code of the system: `ENOSPC` is a full disk, `EACCES` a folder `glass`, or one above it, that belongs to somebody else. `sudo -u USER asan-kiosk doctor --profile FILE`, as the user of the kiosk, names it.',
      'Mend that: `sudo chown USER FOLDER`. The kiosk tries again every ten seconds, and a browser that waits comes in by itself.',
    ],
  },
  'WEB-107': {
    title: 'Page without the key of this kiosk',
    citizenSees: 'This page is not connected to the kiosk.',
    means:
      'A page was opened with the address of the kiosk instead of with its start page, or belongs to a kiosk process that has ended. It is shown nothing of a visit and can press nothing.',
    todo: [
      'Start the browser of the kiosk again, with `glass/start.html` beside the ledger: `chromium --kiosk file:///…/glass/start.html`.',
      'The browser may not read that file: put its user into the group of the folder `glass`.',
      'Once after a restart of the kiosk: nothing to do, the page goes back to its start page by itself.',
      'Often, and the glass works: another program on this machine tries to read along. `ss -tnp` shows which. The firewall lets only root, the users of the kiosk, and members of `sudo` and `asan-kiosk-admin` connect.',
    ],
  },
  'WEB-108': {
    title: 'Another page is the glass now',
    citizenSees: 'This screen no longer belongs to the kiosk.',
    means:
      'The browser of the kiosk was started again, or its page was opened twice. The newest is the glass; the one before shows this.',
    todo: [
      'Close the other window.',
      'It comes again and again: two browsers are started; look at the units of the service manager.',
    ],
  },
  'WEB-109': {
    title: 'Page for Prometheus cannot be served',
    means:
      'The kiosk cannot listen at `metrics.port` of the profile, or at the address of `metrics.host`. It serves citizens all the same, and tries again every half a minute.',
    todo: [
      'The log line `metrics.not-served` has the code of the system: `EADDRINUSE` is another program at that port (`ss -ltnp` shows which), `EADDRNOTAVAIL` an address that this machine does not have (`ip address`).',
      'A network that comes later than the kiosk: nothing to do, it is served then.',
    ],
  },
  'LOG-101': {
    title: 'Lines of the log were held back',
    means:
      'One event came more than 60 times in a minute from one source. The rest were counted and not written, so that nobody can fill the disk.',
    todo: [
      'The field `held` names the event; look at its first lines for the source.',
      '`wire.discarded`: the cable or the baud rate of that device. `intent.refused`, `request.refused`, `glass.refused`: a program on this machine; `ss -tnp` shows it.',
    ],
  },
};
