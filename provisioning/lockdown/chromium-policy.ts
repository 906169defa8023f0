import type { Profile } from '../../device/config/profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { InstalledFile } from '../machine/installed-file.ts';

type Value = boolean | number | string | readonly string[] | Readonly<Record<string, unknown>>;

/** Each with its purpose: chromeenterprise.google/policies; Chromium 156 knows all these names. */
const POLICIES: readonly (readonly [name: string, value: Value, because: string])[] = [
  [
    'URLBlocklist',
    // From version 147 on, `*` alone leaves out the browser's own pages.
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
    'no other page, of this machine, of the browser or of the world',
  ],
  ['DeveloperToolsAvailability', 2, 'no tools of developers, by key or by menu'],
  ['RemoteDebuggingAllowed', false, 'no remote control over a port'],
  ['IncognitoModeAvailability', 1, 'no window of another mode'],
  ['BrowserGuestModeEnabled', false, 'no guest'],
  ['BrowserAddPersonEnabled', false, 'no second profile'],
  ['ProfilePickerOnStartupAvailability', 1, 'no page of profiles'],
  ['BrowserSignin', 0, 'no account'],
  ['SyncDisabled', true, 'no account'],
  ['DownloadRestrictions', 3, 'nothing is written to the disk'],
  ['PromptForDownloadLocation', false, 'no dialog with folders'],
  ['AllowFileSelectionDialogs', false, 'no dialog with folders'],
  ['PrintingEnabled', false, 'papers are printed by the process'],
  ['DefaultPopupsSetting', 2, 'no second window'],
  ['ExtensionInstallBlocklist', ['*'], 'no extension'],
  ['TaskManagerEndProcessEnabled', false, 'nothing is ended from inside'],
  ['AllowDinosaurEasterEgg', false, 'no game on an error page'],
  ['AlternateErrorPagesEnabled', false, 'no links on an error page'],
  ['DefaultSearchProviderEnabled', false, 'nothing typed goes to a search'],
  ['SearchSuggestEnabled', false, 'nothing typed goes to a search'],
  ['LensRegionSearchEnabled', false, 'no menu over a picture'],
  ['GenAiDefaultSettings', 2, 'nothing of the page goes to a model'],
  ['TranslateEnabled', false, 'no bar that offers another language: the page has its own'],
  ['SpellcheckEnabled', false, 'nothing is underlined and nothing suggested'],
  ['PasswordManagerEnabled', false, 'nothing of a person is kept'],
  ['AutofillAddressEnabled', false, 'nothing of a person is kept or offered to the next'],
  ['AutofillCreditCardEnabled', false, 'nothing of a person is kept or offered to the next'],
  ['PaymentMethodQueryEnabled', false, 'the terminal pays'],
  ['SavingBrowserHistoryDisabled', true, 'no trace of a visit'],
  ['EditBookmarksEnabled', false, 'no bookmarks'],
  ['BookmarkBarEnabled', false, 'no bookmarks'],
  ['ShowHomeButton', false, 'no way elsewhere'],
  ['FullscreenAllowed', true, 'the kiosk is on the whole screen'],
  ['DefaultNotificationsSetting', 2, 'nothing over the page'],
  ['DefaultGeolocationSetting', 2, 'the page never asks'],
  ['DefaultWebUsbGuardSetting', 2, 'devices are the process’s'],
  ['DefaultSerialGuardSetting', 2, 'devices are the process’s'],
  ['DefaultWebHidGuardSetting', 2, 'devices are the process’s'],
  ['DefaultWebBluetoothGuardSetting', 2, 'devices are the process’s'],
  ['DefaultSensorsSetting', 2, 'the page never asks'],
  ['DefaultClipboardSetting', 2, 'nothing is taken from one person to the next'],
  ['DefaultFileSystemReadGuardSetting', 2, 'no files'],
  ['DefaultFileSystemWriteGuardSetting', 2, 'no files'],
  ['DefaultLocalFontsSetting', 2, 'the page never asks'],
  ['DefaultWindowManagementSetting', 2, 'one window'],
  ['DefaultIdleDetectionSetting', 2, 'the page never asks'],
  ['DefaultInsecureContentSetting', 2, 'nothing from elsewhere'],
  ['AudioCaptureAllowed', false, 'no microphone'],
  ['VideoCaptureAllowed', false, 'no camera'],
  ['ScreenCaptureAllowed', false, 'nobody sees the screen'],
  ['AutoplayAllowed', true, 'the page speaks without a touch before'],
  ['BackgroundModeEnabled', false, 'it ends when it is ended'],
  ['RestoreOnStartup', 5, 'no page of before'],
  ['MetricsReportingEnabled', false, 'it talks to nobody'],
  ['UserFeedbackAllowed', false, 'it talks to nobody'],
  ['WebRtcEventLogCollectionAllowed', false, 'it talks to nobody'],
  ['ComponentUpdatesEnabled', false, 'it talks to nobody'],
  ['SafeBrowsingProtectionLevel', 0, 'it connects to no service, and shows only our page'],
  ['NetworkPredictionOptions', 2, 'it talks to nobody'],
  ['DnsOverHttpsMode', 'off', 'it talks to nobody'],
  ['BuiltInDnsClientEnabled', false, 'it looks no name up'],
  ['QuicAllowed', false, 'one page, over loopback'],
  ['EnableMediaRouter', false, 'it looks for no screens in the network'],
  ['ProxySettings', { ProxyMode: 'direct' }, 'loopback is reached directly, whatever the network says'],
  ['WPADQuickCheckEnabled', false, 'it asks the network for no proxy'],
  ['DefaultBrowserSettingEnabled', false, 'no question'],
  ['ImportBookmarks', false, 'nothing of another browser'],
  ['HideWebStoreIcon', true, 'no shop'],
  ['CommandLineFlagSecurityWarningsEnabled', false, 'no bar about how it was started'],
  ['AudioSandboxEnabled', true, 'the sandbox is not to be left out'],
  ['NetworkServiceSandboxEnabled', true, 'the sandbox is not to be left out'],
];

/** Policies that limit the browser to the page of this kiosk. */
export const chromiumPolicy = ({ web }: Profile): readonly InstalledFile[] => [
  { path: INSTALLED.browserPolicy, owner: 'root', group: 'root', mode: 0o644, text: policyText(web.port) },
];

/** The kiosk's page, the file that opens it, the page for a missing kiosk. */
const allowed = (port: number): readonly string[] => [
  `http://127.0.0.1:${port}`,
  `file://${INSTALLED.startPage}`,
  `file://${INSTALLED.outOfServicePage}`,
];

export function policyText(port: number): string {
  const policies = Object.fromEntries(POLICIES.map(([name, value]) => [name, value]));
  return `${JSON.stringify({ ...policies, URLAllowlist: allowed(port) }, null, 2)}\n`;
}
