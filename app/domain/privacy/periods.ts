/**
 * How long what is kept, beyond what a service says of its applications. What deletes and what the deletion concept says both
 * come from here.
 */
/** Days that a draft is kept after its last change (§ 8a OZG). */
export const draftDays = 30;
/** Hours for which a file may stay on its way without going on. */
export const uploadHours = 24;
/** Minutes for which a phone may add photos. */
export const captureMinutes = 10;
/** Days that counters are kept: two years to compare. */
export const figureDays = 730;
/** Days that the words of feedback are kept. */
export const commentDays = 365;
/** Days that reported barriers are kept: 12 months, as the form says. */
export const barrierReportDays = 365;
/** Days that entries of the audit log are kept: as long as somebody may have to account for what was done. */
export const auditDays = 3650;
/** Days that test deliveries are kept after they came to rest. */
export const testDeliveryDays = 30;
/** Days that attempts to pay are kept of which nothing came; the payment service is asked about them for 30. */
export const unpaidDays = 90;
/** Days that an invitation is kept after its link has expired, so that whoever comes late with it is told. */
export const invitationDays = 90;
/** Days that what was confirmed or declined is listed; the audit log knows it for longer. */
export const confirmationDays = 90;
/** Days that earlier states of a destination are kept, to be taken back: two years. */
export const destinationStateDays = 730;
/** Minutes without a request after which a session of staff ends. */
export const sessionIdleMinutes = 30;
/** Hours after which a session of staff ends in any case. */
export const sessionHours = 12;
