Profile: ScReferralBundle
Parent: Bundle
Id: sc-referral-bundle
Title: "Referral bundle"
Description: "One referral, submitted as one transaction. A person or Consent that is already there is referenced in place of an entry."
* obeys sc-bun-1 and sc-bun-2 and sc-bun-3 and sc-bun-4 and sc-bun-5 and sc-bun-6 and sc-bun-7 and sc-bun-8 and sc-bun-13
* type = #transaction
* entry 2..* MS
* entry obeys sc-bun-9 and sc-bun-10 and sc-bun-11 and sc-bun-12
* entry.resource 1..1
* entry.request 1..1

Invariant: sc-bun-1
Description: "There is exactly one new ServiceRequest."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(ServiceRequest).count() = 1"

Invariant: sc-bun-2
Description: "There is exactly one new Task."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(Task).count() = 1"

Invariant: sc-bun-3
Description: "There is at most one new Patient."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(Patient).count() <= 1"

Invariant: sc-bun-4
Description: "There is at most one new Consent."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(Consent).count() <= 1"

Invariant: sc-bun-5
Description: "There is at most one new QuestionnaireResponse."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(QuestionnaireResponse).count() <= 1"

Invariant: sc-bun-6
Description: "The new ServiceRequest has a placer identifier: it is the key against sending twice."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(ServiceRequest).all(identifier.where(type.coding.where(code = 'PLAC').exists() and value.exists()).exists())"

Invariant: sc-bun-7
Description: "The new Task has the new ServiceRequest as its focus and is for the same person."
Severity: #error
Expression: "entry.where(request.method = 'POST' and resource.is(Task)).all((resource.focus.reference in %context.entry.where(resource.is(ServiceRequest)).fullUrl) and (resource.for.reference in %context.entry.resource.ofType(ServiceRequest).subject.reference))"

Invariant: sc-bun-8
Description: "All that is recorded about a person is about the person of the referral."
Severity: #error
Expression: "entry.resource.where(is(Observation) or is(Condition) or is(Procedure) or is(Encounter) or is(DocumentReference) or is(QuestionnaireResponse)).all(subject.exists() and (subject.reference in %context.entry.resource.ofType(ServiceRequest).subject.reference)) and entry.resource.ofType(RelatedPerson).all(patient.reference in %context.entry.resource.ofType(ServiceRequest).subject.reference)"

Invariant: sc-bun-9
Description: "An entry is of a type that a referral may hold."
Severity: #error
Expression: "resource.empty() or resource.is(Patient) or resource.is(Consent) or resource.is(ServiceRequest) or resource.is(Task) or resource.is(Observation) or resource.is(QuestionnaireResponse) or resource.is(Condition) or resource.is(RelatedPerson) or resource.is(DocumentReference) or resource.is(Provenance) or resource.is(Practitioner) or resource.is(PractitionerRole) or resource.is(Encounter) or resource.is(Appointment) or resource.is(Procedure)"

Invariant: sc-bun-10
Description: "A new resource is posted to its type; a known one is put to its id."
Severity: #error
Expression: "request.empty() or resource.empty() or (request.method = 'POST' and request.url = resource.type().name) or (request.method = 'PUT' and request.url = resource.type().name + '/' + resource.id)"

Invariant: sc-bun-11
Description: "A new resource that has a fullUrl has one of the form urn:uuid."
Severity: #error
Expression: "(request.method = 'POST' and fullUrl.exists()) implies fullUrl.startsWith('urn:uuid:')"

Invariant: sc-bun-12
Description: "Nothing but the Patient is created on a condition."
Severity: #error
Expression: "request.ifNoneExist.empty() or resource.is(Patient)"

Invariant: sc-bun-13
Description: "For a person who is or may be under 18, consent is captured from a guardian or in the best interest."
Severity: #error
Expression: "entry.where(request.method = 'POST').resource.ofType(Patient).where(extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-minor-status').value.coding.where(code in ('minor' | 'minor-presumed' | 'not-sure')).exists() or (extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-minor-status').empty() and extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-age-band').value.coding.where(code in ('0-11' | '12-14' | '15-17' | 'minor-presumed' | 'unknown')).exists()) or birthDate.where(hasValue() and $this > today() - 18 years).exists() or (extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-minor-status').empty() and birthDate.where(hasValue()).exists() and birthDate.where($this <= today() - 18 years).empty())).empty() or entry.resource.ofType(Consent).all(extension.where(url = 'https://fhir.example.org/supportive-care/StructureDefinition/sc-consent-capture').extension.where(url = 'method').value.coding.where(code in ('guardian' | 'best-interest')).exists())"
