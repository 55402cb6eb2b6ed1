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
* communication MS

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
