/** BambooHR's internal, immutable employee id as a string of digits (BambooHR reference §7). */
export type EmployeeId = string & { readonly __employeeId: true };
/** Small Improvements' opaque 22-character user id (SI reference §2.1). */
export type SiUserId = string & { readonly __siUserId: true };
export type PlanId = string & { readonly __planId: true };
export type RunId = string & { readonly __runId: true };
/** One BambooHR account joined to one SI company: `{subdomain}|{si company id}`. Links, plans and runs belong to a pair. */
export type CompanyPair = string & { readonly __companyPair: true };
