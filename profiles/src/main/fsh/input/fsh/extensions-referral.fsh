Extension: DeliveryMode
Id: sc-delivery-mode
Title: "Delivery mode"
Description: "How support is or can be delivered, and whether switching the way is safe."
Context: ServiceRequest, Task, HealthcareService, Encounter, Appointment, Procedure
* insert CodedPart(mode, 1..*, $sc-mode)
* insert CodedPart(switch, 0..1, $sc-mode-switch)

Extension: DestinationCountry
Id: sc-destination-country
Title: "Destination country"
Description: "The country that is to take over."
Context: ServiceRequest, Task
* insert Coded($countries)

Extension: Stage
Id: sc-stage
Title: "Stage of support"
Description: "Where the person stands in the national support pathway."
Context: ServiceRequest, Task
* insert Coded($sc-stage)

Extension: InformationSource
Id: sc-information-source
Title: "Source of information"
Description: "Where this piece of information comes from."
Context: Observation, Condition, QuestionnaireResponse
* insert Coded($sc-source)
