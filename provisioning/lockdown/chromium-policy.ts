import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';

type Value = boolean | number | string | readonly string[] | Readonly<Record<string, unknown>>;

/** chromeenterprise.google/policies; Chromium 156 knows all these names. */
const POLICIES: readonly (readonly [name: string, value: Value, because: string])[] = [
  [
    'URLBlocklist',
    // From version 147 on, `*` alone does not block the browser's own pages.
    [
      '*',
      'chrome://*',
      'chrome-untrusted://*',
      'chrome-search://*',
      'chrome-extension://*',
      'devtools://*',
      'view-source:*',
      'file://*',
      'filesystem:*',
      'data:*',
      'blob:*',
      'about:*',
      'javascript:*',
      'ftp://*',
      'mailto:*',
      'tel:*',
      'intent:*',
    ],
    'the browser opens no other page: no local file, no page of its own, no web site',
  ],
  ['DeveloperToolsAvailability', 2, 'no developer tools, by key or by menu'],
  ['RemoteDebuggingAllowed', false, 'no remote control over a port'],
  ['IncognitoModeAvailability', 1, 'no window of another mode'],
  ['BrowserGuestModeEnabled', false, 'no guest'],
  ['BrowserAddPersonEnabled', false, 'no second profile'],
  ['ProfilePickerOnStartupAvailability', 1, 'no page to choose a profile'],
  ['BrowserSignin', 0, 'no account'],
  ['SyncDisabled', true, 'no account'],
  ['DownloadRestrictions', 3, 'no download is written to the disk'],
  ['PromptForDownloadLocation', false, 'no dialog with folders'],
  ['AllowFileSelectionDialogs', false, 'no dialog with folders'],
  ['PrintingEnabled', false, 'only the kiosk process prints'],
  ['DefaultPopupsSetting', 2, 'no second window'],
  ['ExtensionInstallBlocklist', ['*'], 'no extension'],
  ['TaskManagerEndProcessEnabled', false, 'no page or tab is ended in the task manager'],
  ['AllowDinosaurEasterEgg', false, 'no game on an error page'],
  ['AlternateErrorPagesEnabled', false, 'no links on an error page'],
  ['DefaultSearchProviderEnabled', false, 'no typed text goes to a search engine'],
  ['SearchSuggestEnabled', false, 'no typed text goes to a search engine'],
  ['LensRegionSearchEnabled', false, 'no menu over a picture'],
  ['GenAiDefaultSettings', 2, 'no content of the page goes to an AI model'],
  ['TranslateEnabled', false, 'no translation bar: the page has its own languages'],
  ['SpellcheckEnabled', false, 'no word is underlined or suggested'],
  ['PasswordManagerEnabled', false, 'no password of a citizen is stored'],
  ['AutofillAddressEnabled', false, 'no data of a citizen is stored or offered to the next citizen'],
  ['AutofillCreditCardEnabled', false, 'no data of a citizen is stored or offered to the next citizen'],
  ['PaymentMethodQueryEnabled', false, 'the terminal pays'],
  ['SavingBrowserHistoryDisabled', true, 'no trace of a visit'],
  ['EditBookmarksEnabled', false, 'no bookmarks'],
  ['BookmarkBarEnabled', false, 'no bookmarks'],
  ['ShowHomeButton', false, 'no way elsewhere'],
  ['FullscreenAllowed', true, 'the page of the kiosk fills the screen'],
  ['DefaultNotificationsSetting', 2, 'no notification over the page'],
  ['DefaultGeolocationSetting', 2, 'the page never asks'],
  ['DefaultWebUsbGuardSetting', 2, 'only the kiosk process opens devices'],
  ['DefaultSerialGuardSetting', 2, 'only the kiosk process opens devices'],
  ['DefaultWebHidGuardSetting', 2, 'only the kiosk process opens devices'],
  ['DefaultWebBluetoothGuardSetting', 2, 'only the kiosk process opens devices'],
  ['DefaultSensorsSetting', 2, 'the page never asks'],
  ['DefaultClipboardSetting', 2, 'no clipboard content goes from one citizen to the next'],
  ['DefaultFileSystemReadGuardSetting', 2, 'no files'],
  ['DefaultFileSystemWriteGuardSetting', 2, 'no files'],
  ['DefaultLocalFontsSetting', 2, 'the page never asks'],
  ['DefaultWindowManagementSetting', 2, 'one window'],
  ['DefaultIdleDetectionSetting', 2, 'the page never asks'],
  ['DefaultInsecureContentSetting', 2, 'nothing from elsewhere'],
  ['AudioCaptureAllowed', false, 'no microphone'],
  ['VideoCaptureAllowed', false, 'no camera'],
  ['ScreenCaptureAllowed', false, 'no program records the screen'],
  ['AutoplayAllowed', true, 'the page plays sound before the first touch'],
  ['BackgroundModeEnabled', false, 'the browser does not continue in the background after its end'],
  ['RestoreOnStartup', 5, 'no page of the last run is opened'],
  ['MetricsReportingEnabled', false, 'the browser contacts no other server'],
  ['UserFeedbackAllowed', false, 'the browser contacts no other server'],
  ['WebRtcEventLogCollectionAllowed', false, 'the browser contacts no other server'],
  ['ComponentUpdatesEnabled', false, 'the browser contacts no other server'],
  ['SafeBrowsingProtectionLevel', 0, 'the browser contacts no service, and shows only the page of the kiosk'],
  ['NetworkPredictionOptions', 2, 'the browser contacts no other server'],
  ['DnsOverHttpsMode', 'off', 'the browser contacts no other server'],
  ['BuiltInDnsClientEnabled', false, 'the browser looks up no host names'],
  ['QuicAllowed', false, 'the only page comes over loopback, which needs no QUIC'],
  ['EnableMediaRouter', false, 'the browser searches no screens in the network'],
  ['ProxySettings', { ProxyMode: 'direct' }, 'the browser uses no proxy for loopback, whatever the network proposes'],
  ['WPADQuickCheckEnabled', false, 'the browser asks the network for no proxy'],
  ['DefaultBrowserSettingEnabled', false, 'no question'],
  ['ImportBookmarks', false, 'no bookmarks of another browser'],
  ['HideWebStoreIcon', true, 'no shop'],
  ['CommandLineFlagSecurityWarningsEnabled', false, 'no warning bar about flags of the command line'],
  ['AudioSandboxEnabled', true, 'the sandbox must stay on'],
  ['NetworkServiceSandboxEnabled', true, 'the sandbox must stay on'],
];

export const chromiumPolicy = ({ web }: Profile): readonly InstalledFile[] => [
  { path: INSTALLED.browserPolicy, owner: 'root', group: 'root', mode: 0o644, text: policyText(web.port) },
];

const allowed = (port: number): readonly string[] => [
  `http://127.0.0.1:${port}`,
  `file://${INSTALLED.startPage}`,
  `file://${INSTALLED.outOfServicePage}`,
];

export function policyText(port: number): string {
  const policies = Object.fromEntries(POLICIES.map(([name, value]) => [name, value]));
  return `${JSON.stringify({ ...policies, URLAllowlist: allowed(port) }, null, 2)}\n`;
}
