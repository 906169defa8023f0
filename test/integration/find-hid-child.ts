import { hidDevices } from '../../provisioning/find/hid-devices.ts';
import { fakeIo } from '../support/fake-io.ts';

/* Prints the found HID devices as JSON. */

process.stdout.write(JSON.stringify(await hidDevices(fakeIo())));
