import {
  AllowedHostsValidator,
  BaseBearerTokenAuthenticationProvider,
  HttpMethod,
  type ModelSerializerFunction,
  type Parsable,
  type ParsableFactory,
  RequestInformation,
} from "@microsoft/kiota-abstractions";
import { GraphRequestAdapter } from "@microsoft/msgraph-sdk";
import {
  type AccessPackage,
  type AccessPackageAssignment,
  type AccessPackageAssignmentCollectionResponse,
  type AccessPackageAssignmentPolicy,
  type AccessPackageAssignmentRequest,
  type AccessPackageCatalog,
  type AccessPackageResourceCollectionResponse,
  type AccessPackageResourceRequest,
  type AccessPackageResourceRoleScope,
  type ApprovalCollectionResponse,
  createAccessPackageAssignmentCollectionResponseFromDiscriminatorValue,
  createAccessPackageAssignmentFromDiscriminatorValue,
  createAccessPackageAssignmentPolicyFromDiscriminatorValue,
  createAccessPackageAssignmentRequestFromDiscriminatorValue,
  createAccessPackageCatalogFromDiscriminatorValue,
  createAccessPackageFromDiscriminatorValue,
  createAccessPackageResourceCollectionResponseFromDiscriminatorValue,
  createAccessPackageResourceRequestFromDiscriminatorValue,
  createAccessPackageResourceRoleScopeFromDiscriminatorValue,
  createApprovalCollectionResponseFromDiscriminatorValue,
  createGroupCollectionResponseFromDiscriminatorValue,
  createUserFromDiscriminatorValue,
  type GroupCollectionResponse,
  type User,
} from "@microsoft/msgraph-sdk/models/index.js";
import { createODataErrorFromDiscriminatorValue } from "@microsoft/msgraph-sdk/models/oDataErrors/index.js";
import type { App } from "@/e2e/support/app";
import { tokenOf } from "./tokens";

const errors = { XXX: createODataErrorFromDiscriminatorValue as ParsableFactory<Parsable> };

/** The factories do not say what they make. */
const making = <Model extends Parsable>(create: ParsableFactory<Parsable>) => create as ParsableFactory<Model>;

export const asAccessPackage = making<AccessPackage>(createAccessPackageFromDiscriminatorValue);
export const asAccessPackageAssignment = making<AccessPackageAssignment>(
  createAccessPackageAssignmentFromDiscriminatorValue,
);
export const asAccessPackageAssignmentCollectionResponse = making<AccessPackageAssignmentCollectionResponse>(
  createAccessPackageAssignmentCollectionResponseFromDiscriminatorValue,
);
export const asAccessPackageAssignmentPolicy = making<AccessPackageAssignmentPolicy>(
  createAccessPackageAssignmentPolicyFromDiscriminatorValue,
);
export const asAccessPackageAssignmentRequest = making<AccessPackageAssignmentRequest>(
  createAccessPackageAssignmentRequestFromDiscriminatorValue,
);
export const asAccessPackageCatalog = making<AccessPackageCatalog>(createAccessPackageCatalogFromDiscriminatorValue);
export const asAccessPackageResourceCollectionResponse = making<AccessPackageResourceCollectionResponse>(
  createAccessPackageResourceCollectionResponseFromDiscriminatorValue,
);
export const asAccessPackageResourceRequest = making<AccessPackageResourceRequest>(
  createAccessPackageResourceRequestFromDiscriminatorValue,
);
export const asAccessPackageResourceRoleScope = making<AccessPackageResourceRoleScope>(
  createAccessPackageResourceRoleScopeFromDiscriminatorValue,
);
export const asApprovalCollectionResponse = making<ApprovalCollectionResponse>(
  createApprovalCollectionResponseFromDiscriminatorValue,
);
export const asGroupCollectionResponse = making<GroupCollectionResponse>(
  createGroupCollectionResponseFromDiscriminatorValue,
);
export const asUser = making<User>(createUserFromDiscriminatorValue);

/** The SDK as far as npm has it: its adapter, models and serializers, with requests written by hand. */
export async function sdkOf(app: App, who: string) {
  const token = await tokenOf(app, who);
  const authentication = new BaseBearerTokenAuthenticationProvider({
    getAuthorizationToken: async () => token,
    getAllowedHostsValidator: () => new AllowedHostsValidator(new Set(["localhost"])),
  });
  const adapter = new GraphRequestAdapter(authentication);
  adapter.baseUrl = `${app.origin}/api/graph/v1.0`;
  const requestTo = (method: HttpMethod, path: string) => {
    const request = new RequestInformation(method);
    request.URL = path.startsWith("http") ? path : `${adapter.baseUrl}${path}`;
    request.headers.add("Accept", "application/json");
    return request;
  };
  return {
    async get<Model extends Parsable>(path: string, create: ParsableFactory<Model>): Promise<Model> {
      const found = await adapter.send(requestTo(HttpMethod.GET, path), create, errors);
      if (!found) throw new Error(`${path} answers nothing`);
      return found;
    },
    async send<Sent extends Parsable, Model extends Parsable>(
      method: HttpMethod,
      path: string,
      sent: Sent,
      serialize: ModelSerializerFunction<Sent>,
      create: ParsableFactory<Model>,
    ): Promise<Model | undefined> {
      const request = requestTo(method, path);
      request.setContentFromParsable(adapter, "application/json", sent, serialize);
      return adapter.send(request, create, errors);
    },
    async sendNoContent<Sent extends Parsable>(
      method: HttpMethod,
      path: string,
      sent: Sent,
      serialize: ModelSerializerFunction<Sent>,
    ): Promise<void> {
      const request = requestTo(method, path);
      request.setContentFromParsable(adapter, "application/json", sent, serialize);
      await adapter.sendNoResponseContent(request, errors);
    },
  };
}
