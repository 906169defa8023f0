import { MACHINE_ANSWER_CHECKS } from './answer-checks.ts';
import { APT_CHECKS } from './apt-checks.ts';
import { ATTACHED_DEVICE_CHECKS } from './attached-device-checks.ts';
import { AUTHORITY_CHECKS } from './authority-checks.ts';
import { BOOT_CHECKS } from './boot-checks.ts';
import { BOOT_FILES_CHECKS } from './boot-files-checks.ts';
import type { CheckSpec } from './check.ts';
import { CLOCK_CHECKS } from './clock-checks.ts';
import { LOCKDOWN_CHECKS } from './closed-checks.ts';
import { UNIT_CONFLICT_CHECKS } from './conflict-checks.ts';
import { DEBIAN_FILE_CHECKS } from './debian-files.ts';
import { DEVICE_CHECKS } from './device-list.ts';
import { DISK_CHECKS } from './disk-checks.ts';
import { DPKG_CHECKS, DPKG_STATE_CHECKS } from './dpkg-checks.ts';
import { DRIVER_CHECKS } from './driver-checks.ts';
import { DURABILITY_CHECKS } from './durability-checks.ts';
import { EMPTY_FILE_CHECKS } from './empty-checks.ts';
import { ENVIRONMENT_CHECKS } from './environment-checks.ts';
import { FIREWALL_CHECKS } from './firewall-checks.ts';
import { FIRMWARE_CHECKS } from './firmware-checks.ts';
import { IMMUTABLE_FILE_AND_HELD_PACKAGE_CHECKS } from './flag-checks.ts';
import { GLASS_CHECKS } from './glass-checks.ts';
import { USER_GROUP_CHECKS } from './group-checks.ts';
import { ORDER_FILE_CHECKS } from './hand-checks.ts';
import { HARDWARE_CHECKS } from './hardware-checks.ts';
import { INTERFACE_CHECKS } from './interface-checks.ts';
import { IPSEC_CHECKS } from './ipsec-checks.ts';
import { KEPT_SETTINGS_CHECKS } from './kept-settings-checks.ts';
import { KIOSK_ID_CHECKS } from './kiosk-id.ts';
import { LASTING_FOLDER_CHECKS } from './lasting-checks.ts';
import { LEDGER_CHECKS } from './ledger-checks.ts';
import { LIBRARY_FOLDER_CHECKS } from './library-checks.ts';
import { LIMIT_CHECKS } from './limit-checks.ts';
import { LISTENER_CHECKS } from './listener-checks.ts';
import { LOADER_CHECKS } from './loader-checks.ts';
import { LOG_CHECKS } from './log-checks.ts';
import { LOGIN_CHECKS } from './login-checks.ts';
import { NEEDED_PROGRAM_CHECKS } from './needed-programs.ts';
import { NETWORK_CHECKS } from './network-checks.ts';
import { NETWORK_MASK_CHECKS } from './network-mask-checks.ts';
import { NEXT_START_CHECKS } from './next-start-checks.ts';
import { OFFICE_CHECKS } from './office-checks.ts';
import { OWN_FILES_CHECKS } from './own-files-checks.ts';
import { PERMISSION_CHECKS } from './permission-checks.ts';
import { PROGRAM_CHECKS } from './program-checks.ts';
import { PROVISIONED_CHECKS } from './provisioned-checks.ts';
import { READER_CHECKS } from './reader-checks.ts';
import { ROOT_SOCKET_CHECKS } from './root-sockets.ts';
import { RUNTIME_CHECKS } from './runtime-checks.ts';
import { SETTING_CHECKS } from './setting-checks.ts';
import { SHELL_CHECKS } from './shell-checks.ts';
import { STRANGE_FILE_CHECKS } from './strange-checks.ts';
import { SUDO_CHECKS } from './sudo-checks.ts';
import { TMPFILES_CHECKS } from './tmpfiles-checks.ts';
import { UNIT_FILE_CHECKS } from './unit-file-checks.ts';
import { UNIT_CHECKS } from './units.ts';
import { USBGUARD_CHECKS } from './usbguard-checks.ts';
import { NETWORK_ROUTE_CHECKS } from './way-out.ts';
import { WRITE_ACCESS_CHECKS } from './writer-checks.ts';

export const CHECKS: readonly CheckSpec[] = [
  ...CLOCK_CHECKS,
  ...KIOSK_ID_CHECKS,
  ...DPKG_STATE_CHECKS,
  ...PROGRAM_CHECKS,
  ...NEEDED_PROGRAM_CHECKS,
  ...DISK_CHECKS,
  ...DURABILITY_CHECKS,
  ...LASTING_FOLDER_CHECKS,
  ...HARDWARE_CHECKS,
  ...MACHINE_ANSWER_CHECKS,
  ...PERMISSION_CHECKS,
  ...READER_CHECKS,
  ...LOGIN_CHECKS,
  ...USER_GROUP_CHECKS,
  ...SUDO_CHECKS,
  ...WRITE_ACCESS_CHECKS,
  ...OWN_FILES_CHECKS,
  ...DEVICE_CHECKS,
  ...ATTACHED_DEVICE_CHECKS,
  ...UNIT_CHECKS,
  ...LIMIT_CHECKS,
  ...UNIT_CONFLICT_CHECKS,
  ...GLASS_CHECKS,
  ...LOCKDOWN_CHECKS,
  ...FIREWALL_CHECKS,
  ...LISTENER_CHECKS,
  ...ROOT_SOCKET_CHECKS,
  ...USBGUARD_CHECKS,
  ...PROVISIONED_CHECKS,
  ...UNIT_FILE_CHECKS,
  ...SETTING_CHECKS,
  ...STRANGE_FILE_CHECKS,
  ...DRIVER_CHECKS,
  ...LIBRARY_FOLDER_CHECKS,
  ...TMPFILES_CHECKS,
  ...DEBIAN_FILE_CHECKS,
  ...DPKG_CHECKS,
  ...APT_CHECKS,
  ...EMPTY_FILE_CHECKS,
  ...IMMUTABLE_FILE_AND_HELD_PACKAGE_CHECKS,
  ...SHELL_CHECKS,
  ...INTERFACE_CHECKS,
  ...NETWORK_CHECKS,
  ...NETWORK_ROUTE_CHECKS,
  ...NETWORK_MASK_CHECKS,
  ...IPSEC_CHECKS,
  ...ORDER_FILE_CHECKS,
  ...NEXT_START_CHECKS,
  ...RUNTIME_CHECKS,
  ...ENVIRONMENT_CHECKS,
  ...BOOT_CHECKS,
  ...FIRMWARE_CHECKS,
  ...LOADER_CHECKS,
  ...BOOT_FILES_CHECKS,
  ...KEPT_SETTINGS_CHECKS,
  ...OFFICE_CHECKS,
  ...AUTHORITY_CHECKS,
  ...LEDGER_CHECKS,
  ...LOG_CHECKS,
];
