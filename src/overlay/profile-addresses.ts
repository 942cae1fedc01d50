/**
 * Match patterns of every address that can be a profile (`profileOf` has the last word): pages below `/employees/` that name
 * an id, and the routes BambooHR is moving to (BambooHR reference §9.1).
 */
export const profileAddresses = ['https://*.bamboohr.com/employees/*id=*', 'https://*.bamboohr.com/app/*employee*'];
