Profile: ScOrganization
Parent: Organization
Id: sc-organization
Title: "Organisation"
Description: "An organisation that takes part in the exchange."
* obeys sc-org-1
* active MS
* name 1..1 MS
* telecom MS
* address MS

Invariant: sc-org-1
Description: "Every address of an organisation names its country."
Severity: #error
Expression: "address.all(country.exists())"

Profile: ScService
Parent: HealthcareService
Id: sc-service
Title: "Service"
Description: "What an organisation offers, to whom, in which languages and how."
* obeys sc-svc-1 and sc-svc-2
* extension contains
    ServedCountry named servedCountry 0..* MS and
    ServedAge named servedAge 0..* MS and
    ServedGender named servedGender 0..* MS and
    Capacity named capacity 0..1 MS and
    DeliveryMode named deliveryMode 0..1 MS
* active 1..1 MS
* providedBy 1..1 MS
* providedBy only Reference(Organization)
* type MS
* type from $sc-service (required)
* location MS
* eligibility MS
* eligibility.code 1..1 MS
* eligibility.code from $sc-eligibility (required)
* communication MS
* endpoint MS
* endpoint only Reference(Endpoint)

Invariant: sc-svc-1
Description: "A service that is active says what it offers."
Severity: #error
Expression: "active = false or type.exists()"

Invariant: sc-svc-2
Description: "A service that is active says in which languages it works."
Severity: #error
Expression: "active = false or communication.exists()"

Profile: ScLocation
Parent: Location
Id: sc-location
Title: "Place"
Description: "A place where a service works. Of a confidential place only the country is known here."
* obeys sc-loc-1
* extension contains ConfidentialAddress named confidentialAddress 0..1 MS
* status MS
* name 1..1 MS
* address MS
* managingOrganization 1..1 MS
* managingOrganization only Reference(Organization)

Invariant: sc-loc-1
Description: "A confidential place gives its country and nothing else: no line, town, postcode, text or position."
Severity: #error
Expression: "extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address').value.where($this = true).empty() or (position.empty() and description.empty() and telecom.empty() and address.all(line.empty() and city.empty() and district.empty() and state.empty() and postalCode.empty() and text.empty()))"

Profile: ScEndpoint
Parent: Endpoint
Id: sc-endpoint
Title: "Technical address"
Description: "Where the software of an organisation or service is reached. It says nothing of a place, and holds no credentials."
* obeys sc-ep-1
* status MS
* connectionType MS
* name MS
* managingOrganization 1..1 MS
* managingOrganization only Reference(Organization)
* contact 0..0
* payloadType MS
* address MS
* header 0..0

Invariant: sc-ep-1
Description: "A technical address is reached over TLS and holds no name or password."
Severity: #error
Expression: "address.matches('^https://[^@/]+(/[^@]*)?$')"

Profile: ScAffiliation
Parent: OrganizationAffiliation
Id: sc-affiliation
Title: "Affiliation"
Description: "That an organisation takes part in what a coordinator coordinates."
* active 1..1 MS
* organization 1..1 MS
* organization only Reference(Organization)
* participatingOrganization 1..1 MS
* participatingOrganization only Reference(Organization)
* code 1..* MS
* telecom 0..0
