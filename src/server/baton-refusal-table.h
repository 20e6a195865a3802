/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every way in which the server says no, said once: BATON_REFUSAL (SYMBOL, slug, status, title). The list is closed and
 * the slugs are for good: clients choose what to say by them, never by the title.
 */

BATON_REFUSAL (BAD_REQUEST, "bad-request", 400, N_("The request could not be understood."))
BATON_REFUSAL (BAD_FRAMING, "bad-framing", 400, N_("The request does not say unambiguously where it ends."))
BATON_REFUSAL (BAD_JSON, "bad-json", 400, N_("The content is not the JSON that was expected."))
BATON_REFUSAL (DIGEST_MISMATCH, "digest-mismatch", 400, N_("The content does not have the digest in its address."))
BATON_REFUSAL (IDEMPOTENCY_MISSING, "idempotency-missing", 400, N_("A write needs an Idempotency-Key."))
BATON_REFUSAL (UNAUTHORISED, "unauthorised", 401, N_("A token is needed that this server knows."))
BATON_REFUSAL (NOT_ALLOWED, "not-allowed", 403, N_("The token's role may not do this."))
BATON_REFUSAL (NOT_YOURS, "not-yours", 403, N_("The token's role may push translations in its languages alone."))
BATON_REFUSAL (NOT_FOUND, "not-found", 404, N_("There is nothing at this address."))
BATON_REFUSAL (METHOD_NOT_ALLOWED, "method-not-allowed", 405, N_("This address does not know that method."))
BATON_REFUSAL (NOT_ACCEPTABLE, "not-acceptable", 406, N_("What is here does not come in a type that was asked for."))
BATON_REFUSAL (IN_FLIGHT, "in-flight", 409, N_("The same write is still under way."))
BATON_REFUSAL (HEAD_MOVED, "head-moved", 412, N_("Somebody else has pushed since."))
BATON_REFUSAL (TOO_LARGE, "too-large", 413, N_("The content is larger than this server takes."))
BATON_REFUSAL (ADDRESS_TOO_LONG, "address-too-long", 414, N_("The address is too long."))
BATON_REFUSAL (UNSUPPORTED_TYPE, "unsupported-type", 415, N_("This address does not take content of that type."))
BATON_REFUSAL (MISDIRECTED, "misdirected", 421, N_("This server does not go by that name."))
BATON_REFUSAL (VALIDATION_FAILED, "validation-failed", 422, N_("The program has problems that must be solved first."))
BATON_REFUSAL (IDEMPOTENCY_REUSED, "idempotency-reused", 422, N_("The Idempotency-Key belongs to another write."))
BATON_REFUSAL (PRECONDITION_REQUIRED, "precondition-required", 428, N_("A write needs If-Match with the head's entity tag."))
BATON_REFUSAL (RATE_LIMITED, "rate-limited", 429, N_("Too many requests; wait a little."))
BATON_REFUSAL (HEADERS_TOO_LARGE, "headers-too-large", 431, N_("The request's header is too large."))
BATON_REFUSAL (INTERNAL, "internal", 500, N_("The server failed; its log says more."))
BATON_REFUSAL (BUSY, "busy", 503, N_("The server is busy; try again in a moment."))
BATON_REFUSAL (STORAGE_FULL, "storage-full", 507, N_("The server's disk is full; nothing was written."))
#undef BATON_REFUSAL
