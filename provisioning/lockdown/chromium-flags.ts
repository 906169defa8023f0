/**
 * Each with its purpose; names as in Chromium's `*_switches.cc`. A policy is better if there is one (`chromium-policy.ts`): the user who
 * starts the browser cannot leave it out.
 */
const FLAGS: readonly (readonly [flag: string, because: string])[] = [
  ['--ozone-platform=wayland', 'the compositor is cage'],
  ['--kiosk', 'one page over the whole screen, with no window around it'],
  ['--no-first-run', 'no page of greetings'],
  ['--no-default-browser-check', 'no question'],
  ['--noerrdialogs', 'no window about an error of the browser itself'],
  ['--hide-crash-restore-bubble', 'after a crash nothing is offered to be restored'],
  ['--disable-session-crashed-bubble', 'the same, by its older name'],
  ['--disable-hang-monitor', 'the launcher handles a hanging page; the browser does not ask'],
  ['--disable-prompt-on-repost', 'posting the key again is never questioned'],
  ['--deny-permission-prompts', 'permissions are refused without a question'],
  ['--disable-notifications', 'nothing is shown over the page'],
  ['--disable-pinch', 'two fingers do not make the page larger'],
  ['--overscroll-history-navigation=0', 'a swipe does not go back to the start page'],
  ['--disable-extensions', 'no extension, not even one that comes with the browser'],
  ['--disable-component-update', 'nothing is fetched'],
  ['--disable-background-networking', 'it connects only to the page'],
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

/** Full command line of the browser for a page, with a profile folder that no other browser uses. */
export const chromiumArguments = (page: string, profileDir: string): readonly string[] => [
  ...FLAGS.map(([flag]) => flag),
  `--user-data-dir=${profileDir}`,
  page,
];
