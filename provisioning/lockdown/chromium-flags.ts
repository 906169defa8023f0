/**
 * Names as in Chromium's `*_switches.cc`. A policy (`chromium-policy.ts`) is better: the user who starts the browser cannot leave it out.
 */
const FLAGS: readonly (readonly [flag: string, because: string])[] = [
  ['--ozone-platform=wayland', 'the compositor is cage'],
  ['--kiosk', 'one page over the whole screen, with no window around it'],
  ['--no-first-run', 'no page of greetings'],
  ['--no-default-browser-check', 'no question'],
  ['--noerrdialogs', 'no window about an error of the browser itself'],
  ['--hide-crash-restore-bubble', 'after a crash the browser does not offer to restore pages'],
  ['--disable-session-crashed-bubble', 'older name of --hide-crash-restore-bubble'],
  ['--disable-hang-monitor', 'the launcher handles a hanging page; the browser does not ask'],
  ['--disable-prompt-on-repost', 'no question when the page sends its key by POST again'],
  ['--deny-permission-prompts', 'permissions are refused without a question'],
  ['--disable-notifications', 'no notification over the page'],
  ['--disable-pinch', 'two fingers do not zoom the page'],
  ['--overscroll-history-navigation=0', 'a swipe does not go back to the start page'],
  ['--disable-extensions', 'no extension, not even one that comes with the browser'],
  ['--disable-component-update', 'nothing is fetched'],
  ['--disable-background-networking', 'the browser connects only to the page'],
  ['--disable-sync', 'no account'],
  ['--disable-default-apps', 'no app is installed at the first start, and each start is a first start'],
  ['--disable-breakpad', 'a memory dump of the browser would hold typed data'],
  ['--disable-crash-reporter', 'a crash report would hold typed data'],
  ['--password-store=basic', 'no key ring, which would ask for a password over D-Bus'],
  ['--disable-print-preview', 'no page of settings for a printer'],
  [
    '--disable-features=Translate,MediaRouter,GlobalMediaControls,OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation,AutofillServerCommunication,OptimizationHints,InterestFeedContentSuggestions,DialMediaRouteProvider',
    'bars, suggestions and look-ups that a page of the kiosk never needs',
  ],
];

/** Full command line of the browser for a page, with a profile folder that no other browser uses. */
export const chromiumArguments = (page: string, profileDir: string): readonly string[] => [
  ...FLAGS.map(([flag]) => flag),
  `--user-data-dir=${profileDir}`,
  page,
];
