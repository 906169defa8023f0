/**
 * How the kiosk's browser is started, each flag with what it is for. Names as in Chromium's own `*_switches.cc`. If a policy can say the
 * same, it is in `chromium-policy.ts` instead: the user who starts the browser cannot leave a policy out.
 */
const FLAGS: readonly (readonly [flag: string, because: string])[] = [
  ['--ozone-platform=wayland', 'the compositor is cage'],
  ['--kiosk', 'one page over the whole screen, with no window around it'],
  ['--no-first-run', 'no page of greetings'],
  ['--no-default-browser-check', 'no question'],
  ['--noerrdialogs', 'no window about an error of the browser itself'],
  ['--hide-crash-restore-bubble', 'after a crash nothing is offered to be restored'],
  ['--disable-session-crashed-bubble', 'the same, by its older name'],
  ['--disable-hang-monitor', 'a page that hangs is for the launcher; the browser asks nobody about it'],
  ['--disable-prompt-on-repost', 'the key that is posted is never asked about'],
  ['--deny-permission-prompts', 'what the page is not allowed it is refused without a question'],
  ['--disable-notifications', 'nothing is shown over the page'],
  ['--disable-pinch', 'two fingers do not make the page larger'],
  ['--overscroll-history-navigation=0', 'a swipe does not go back to the start page'],
  ['--disable-extensions', 'no extension, not even one that comes with the browser'],
  ['--disable-component-update', 'nothing is fetched'],
  ['--disable-background-networking', 'it talks to nobody but the page'],
  ['--disable-sync', 'no account'],
  ['--disable-default-apps', 'nothing is installed at the first start, and each start is the first'],
  ['--disable-breakpad', 'a dump of its memory would hold what was typed'],
  ['--disable-crash-reporter', 'the same'],
  ['--password-store=basic', 'no key ring that asks for a password over the bus'],
  ['--disable-print-preview', 'no page of settings for a printer'],
  [
    '--disable-features=Translate,MediaRouter,GlobalMediaControls,OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation,AutofillServerCommunication,OptimizationHints,InterestFeedContentSuggestions,DialMediaRouteProvider',
    'bars, suggestions and look-ups that a page of the kiosk never needs',
  ],
];

/** The whole command line of the browser for a page, with a folder for its profile that nobody else has. */
export const chromiumArguments = (page: string, profileDir: string): readonly string[] => [
  ...FLAGS.map(([flag]) => flag),
  `--user-data-dir=${profileDir}`,
  page,
];
