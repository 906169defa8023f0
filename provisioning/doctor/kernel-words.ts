export const CLOSE_GRUB_COMMAND = 'sudo asan-kiosk provision && sudo update-grub';

/**
 * Sources: kernel-command-line(7), systemd-debug-generator(8), systemd-run-generator(8), bootparam(7), initramfs-tools(7); Linux,
 * kernel-parameters.txt.
 */
const HARMFUL: readonly (readonly [word: RegExp, deed: string])[] = [
  [/^systemd\.debug[_-]shell(=(?!0|no|false).*)?$/, 'a shell of root on tty9'],
  [
    /^(rd\.)?systemd\.unit=(?!(multi-user|graphical|initrd|default)\.target$)/,
    'systemd starts another target than the kiosk’s',
  ],
  [
    /^(rescue|emergency|-b|single|s|S|1|break(=.*)?|rd\.break(=.*)?|rd\.shell(=1)?|rd\.rescue|rd\.emergency)$/,
    'a shell in place of the kiosk',
  ],
  [
    /^(rd)?init=(?!\/sbin\/init$|\/lib\/systemd\/systemd$|\/usr\/lib\/systemd\/systemd$)/,
    'another program in place of systemd',
  ],
  [/^(rd\.)?systemd\.mask=(?!.*(\.swap$|getty))/, 'this unit does not start'],
  [/^(rd\.)?systemd\.(run|wants)=/, 'another program or unit runs'],
  [/^systemd\.service_watchdogs=(?!(1|yes|true|on)$)/, 'systemd ends no service that hangs'],
  [/^sysrq_always_enabled/, 'the SysRq keys work'],
  [/^nomodeset$/, 'no driver of the kernel for the screen'],
  [/^(usbcore\.)?nousb(=(?!0|n|N).*)?$/, 'no USB at all'],
  [/^usbcore\.authorized[-_]default=(?!0$)/, 'USB devices work before USBGuard decides'],
  [/^(rd\.)?(module|modprobe)[._]blacklist=/, 'the driver $ is not loaded'],
];

const USUAL =
  /^$|^(ro|rw|quiet|splash|rootwait|\$\{?GRUB_CMDLINE_LINUX\w*\}?)$|^(BOOT_IMAGE|root|rootfstype|rootflags|initrd|resume|console)=|^usbcore\.authorized[-_]default=0$/;

function deedOf(word: string): string | undefined {
  const deed = HARMFUL.find(([harmful]) => harmful.test(word))?.[1];
  return deed?.replace('$', word.slice(word.indexOf('=') + 1));
}

export const isHarmfulKernelParameter = (word: string): boolean => deedOf(word) !== undefined;

export const describeHarmfulParameters = (words: readonly string[]): string =>
  words.map((word) => `${word} (${deedOf(word)})`).join(' ');

/** End of a finding that names unusual kernel parameters without known harm. */
export function otherParametersText(words: readonly string[]): string {
  const others = [...new Set(words)].filter((word) => !USUAL.test(word) && !isHarmfulKernelParameter(word));
  return others.length === 0 ? '' : `; besides the parameters of Debian and of provision: ${others.join(' ')}`;
}

/** Commands that remove these parameters from GRUB's files. `\x27` is the single quote, for sed. */
export function removeFromGrubCommand(words: readonly string[], files: readonly string[]): string {
  const all = words.map((word) => word.replace(/[\\.*+?^$|()[\]{}#]/g, (sign) => `\\${sign}`)).join('|');
  return `sudo sed -i -E '/GRUB_CMDLINE_LINUX/s#(["\\x27 =])((${all}) +)*(${all})(["\\x27 ]|$)#\\1\\5#g' ${files.join(' ')} && ${CLOSE_GRUB_COMMAND}`;
}
