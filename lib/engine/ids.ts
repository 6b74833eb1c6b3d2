declare const brand: unique symbol;

/** A uuid that names one kind of thing, so that a person's id cannot be passed where a request's is expected. */
export type Id<Of extends string> = string & { readonly [brand]: Of };

export type PersonId = Id<"person">;
export type GroupId = Id<"group">;
export type CatalogId = Id<"catalog">;
export type DirectoryResourceId = Id<"directoryResource">;
export type ResourceId = Id<"resource">;
export type ResourceRoleId = Id<"resourceRole">;
export type AccessPackageId = Id<"accessPackage">;
export type PackageDraftId = Id<"accessPackageDraft">;
export type PolicyId = Id<"assignmentPolicy">;
export type RequestId = Id<"assignmentRequest">;
export type AssignmentId = Id<"assignment">;
export type EventId = Id<"auditEvent">;
