import { hidDevices } from '../../provisioning/find/hid-devices.ts';
import { fakeIo } from '../support/fake-io.ts';

/* Child process of find-hid.test.ts, with a virtual device. Prints the HID devices that it finds as JSON. */

process.stdout.write(JSON.stringify(await hidDevices(fakeIo())));
