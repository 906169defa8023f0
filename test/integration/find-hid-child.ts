import { hidDevices } from '../../provisioning/find/hid-devices.ts';
import { fakeIo } from '../support/fake-io.ts';

/* Run as a process of its own by find-hid.test.ts, with a virtual device before it: prints the HID devices that are found, as JSON. */

process.stdout.write(JSON.stringify(await hidDevices(fakeIo())));
