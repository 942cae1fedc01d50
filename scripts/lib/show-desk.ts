import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { LaunchedBrowser } from './launch.ts';
import { chooseSync, connectionOf, fillConnection, saveAndPreview } from './walk.ts';

/** Connects the extension, leaves it on the preview, and waits until the window is closed. */
export async function showDesk(browser: LaunchedBrowser, sandbox: Sandbox): Promise<void> {
  const page = await browser.openPopupTab();
  await chooseSync(page);
  await fillConnection(page, connectionOf(sandbox.accounts));
  await saveAndPreview(page);
  const { bamboo, smallImprovements } = sandbox.accounts;
  console.log(
    `BambooHR:            https://${bamboo.subdomain}.bamboohr.com  ${bamboo.login.email} / ${bamboo.login.password}`,
  );
  console.log(
    `Small Improvements:  ${smallImprovements.address}  ${smallImprovements.login.email} / ${smallImprovements.login.password}`,
  );
  const someone = sandbox.state.bamboo.keys.find((key) => key.name === 'selfOnly')?.employeeId;
  console.log(`A profile with both: https://${bamboo.subdomain}.bamboohr.com/employees/employee.php?id=${someone}`);
  console.log('Close the browser window to stop.');
  await new Promise<void>((resolve) => browser.context.once('close', () => resolve()));
}
